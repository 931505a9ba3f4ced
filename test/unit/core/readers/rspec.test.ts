import { errorsOf, linesOf, runOf } from './reading';

const json = (value: unknown) => JSON.stringify(value);

describe('RSpec', () => {
	function rspec(examples: object[], summary: object = {}, messages: string[] = []) {
		const all = examples.map((example) => ({
			id: './spec/cart_spec.rb[1:1]',
			description: 'pays',
			full_description: 'Cart paying pays',
			file_path: './spec/cart_spec.rb',
			line_number: 3,
			run_time: 0.25,
			pending_message: null,
			...example,
		}));
		return json({
			version: '3.13.0',
			messages,
			examples: all,
			summary: {
				duration: 1.5,
				example_count: all.length,
				failure_count: 0,
				errors_outside_of_examples_count: 0,
				...summary,
			},
		});
	}

	it.each([
		[{ status: 'passed' }, 'passed'],
		[{ status: 'failed', exception: { class: 'X', message: '\nno\n', backtrace: ['a.rb:1'] } }, 'failed'],
		[{ status: 'pending', pending_message: 'Temporarily skipped with xit' }, 'skipped'],
		[{ status: 'pending', pending_message: 'Not yet implemented' }, 'pending'],
		[{ status: 'sideways' }, 'other'],
	])('%j reads as %s', (example, expected) => {
		const run = runOf(rspec([example]));
		expect(linesOf(run)).toEqual([`${expected} Cart paying > pays (./spec/cart_spec.rb:3)`]);
		if (expected === 'failed') expect(run.failures?.[0]?.error).toEqual({ message: 'no', stack: 'a.rb:1' });
		expect(run).toMatchObject({
			durationMs: 1500,
			tool: { version: '3.13.0' },
			tests: [{ durationMs: 250 }],
		});
	});

	it('lists errors outside of examples, which are a number and a text', () => {
		const load =
			'\nAn error occurred while loading ./spec/b_spec.rb. - Did you mean?\n    rspec ./spec/a_spec.rb\n\nFailure/Error: require "x"\n\nLoadError:\n  cannot load such file';
		const run = runOf(rspec([], { errors_outside_of_examples_count: 1 }, ['Run options: x', load]));
		expect(errorsOf(run)).toEqual([
			'error An error occurred while loading ./spec/b_spec.rb.: Failure/Error: require "x"\n\nLoadError:\n  cannot load such file',
		]);
		expect(run.verdict).toBe('failed');
		const hook = '\nAn error occurred in an `after(:context)` hook.\nFailure/Error: raise "no"';
		expect(
			errorsOf(runOf(rspec([{ status: 'passed' }], { errors_outside_of_examples_count: 1 }, [hook]))),
		).toEqual(['error An error occurred in an `after(:context)` hook.: Failure/Error: raise "no"']);
		expect(errorsOf(runOf(rspec([{ status: 'passed' }], { errors_outside_of_examples_count: 1 })))).toEqual([
			'error Error outside any example: null',
		]);
	});

	it('keeps equal descriptions apart', () => {
		expect(runOf(rspec([{ status: 'passed' }, { status: 'failed' }])).counts).toMatchObject({
			passed: 1,
			failed: 1,
			flaky: 0,
		});
	});
});
