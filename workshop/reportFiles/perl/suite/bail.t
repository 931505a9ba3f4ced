use strict;
use warnings;
use Test::More;

pass('adds an item');
BAIL_OUT('no stock');
