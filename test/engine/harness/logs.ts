import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';
import { ErrorReporter, Tracing } from 'n8n-core';
import { LoggerProxy } from 'n8n-workflow';
import { inspect } from 'node:util';
import { cameOut } from './secrets';

type Level = 'error' | 'warn' | 'info' | 'debug';

/** One line in n8n's log. `source` is `node` for `this.logger` of a node, `n8n` for lines of n8n itself. */
export interface LogEntry {
	source: 'node' | 'n8n';
	level: Level;
	message: string;
	metadata: unknown;
}

/** Everything that was logged since the last {@link Logs.clear}. */
export interface Logs {
	/** In the order of logging. Pass a source to get only the lines of nodes or only those of n8n. */
	entries(source?: LogEntry['source']): LogEntry[];
	/** All entries as one text, including metadata, causes and stacks, for checking that it contains no secrets. */
	text(source?: LogEntry['source']): string;
	clear(): void;
}

const written: LogEntry[] = [];

/** The log of this test file. Capturing starts when the harness is imported; nothing is written to the console. */
export const logs: Logs = {
	entries: (source) => written.filter((entry) => source === undefined || entry.source === source),
	text: (source) => logs.entries(source).map(spellOut).join('\n'),
	clear: () => {
		written.length = 0;
	},
};

/** Replaces the loggers that n8n-core and n8n-workflow use by ones that record. */
export function captureLogs(): void {
	Container.set(Logger, capturing('node') as unknown as Logger);
	const own = capturing('n8n');
	LoggerProxy.init(own);
	Container.set(ErrorReporter, new ErrorReporter(own as unknown as Logger, Container.get(Tracing)));
}

function capturing(source: LogEntry['source']) {
	const at =
		(level: Level) =>
		(message: string, metadata: unknown = {}) => {
			written.push(cameOut(`log of ${source}`, { source, level, message, metadata }));
		};
	const logger = {
		error: at('error'),
		warn: at('warn'),
		info: at('info'),
		debug: at('debug'),
		scoped: () => logger,
	};
	return logger;
}

function spellOut({ level, message, metadata }: LogEntry): string {
	return `${level}: ${message} ${inspect(metadata, { depth: 12, maxStringLength: null, maxArrayLength: null })}`;
}
