require 'timeout'

RSpec.describe 'Cart' do
  it('adds an item') {}

  it 'pays the total' do
    expect(3).to eq(4)
  end

  it 'reads the price' do
    raise TypeError, 'no price'
  end

  it 'waits for the bank' do
    Timeout.timeout(0.2) { sleep 2 }
  end

  xit('sends a gift') {}

  it 'gives a discount'

  it 'should fail and does' do
    pending 'later'
    raise 'as it should'
  end

  it 'should fail and passes' do
    pending 'later'
  end

  [1, 2].each { |price| it("costs #{price}") {} }

  it 'shows <b>"A & B"</b> 🚀' do
    raise 'no <b>"A & B"</b> 🚀'
  end

  it('same title') {}

  it 'same title' do
    raise 'the second'
  end
end

RSpec.describe 'Stock' do
  before(:context) { raise 'no stock' }

  it('is counted') {}
end

RSpec.describe 'Till' do
  after(:context) { raise 'does not close' }

  it('opens') {}
end
