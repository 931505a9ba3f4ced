import { Logger } from '@n8n/backend-common';
import { Container } from '@n8n/di';
import { ErrorReporter, Tracing } from 'n8n-core';
import { LoggerProxy } from 'n8n-workflow';
import { inspect } from 'node:util';
import { cameOut } from './secrets';

type Level = 'error' | 'warn' | 'info' | 'debug';

/** One line written to n8n's log. `source` tells a node's `this.logger` from n8n's own lines. */
export interface LogEntry {
	source: 'node' | 'n8n';
	level: Level;
	message: string;
	metadata: unknown;
}

/** Everything logged since the last {@link Logs.clear}. */
export interface Logs {
	/** In the order written; pass a source to see only what nodes or only what n8n wrote. */
	entries(source?: LogEntry['source']): LogEntry[];
	/** All entries as one text with metadata, causes and stacks spelled out, to search for secrets. */
	text(source?: LogEntry['source']): string;
	clear(): void;
}

const written: LogEntry[] = [];

/** The log of this test file. Capturing starts when the harness is imported; nothing reaches the console. */
export const logs: Logs = {
	entries: (source) => written.filter((entry) => source === undefined || entry.source === source),
	text: (source) => logs.entries(source).map(spellOut).join('\n'),
	clear: () => {
		written.length = 0;
	},
};

/** Puts capturing loggers in the places n8n-core and n8n-workflow take theirs from. */
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
