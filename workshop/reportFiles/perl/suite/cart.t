use strict;
use warnings;
use utf8;
use Test::More;

binmode(Test::More->builder->$_, ':utf8') for qw(output failure_output todo_output);

pass('adds an item');
is(3, 4, 'pays the total');
SKIP: { skip('no gifts today', 1); pass('sends a gift'); }
TODO: { local $TODO = 'later'; fail('gives a discount'); }
subtest 'costs' => sub {
    pass("price $_") for 1, 2;
    fail('price 3');
};
fail('shows <b>"A & B"</b> 🚀');
ok(1);
done_testing();
