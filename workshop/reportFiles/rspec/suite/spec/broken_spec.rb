require 'missing'
