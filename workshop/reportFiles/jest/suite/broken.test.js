require('./missing');

test('is never seen', () => {});
