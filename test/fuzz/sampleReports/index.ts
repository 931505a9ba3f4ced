/** Reports of each format, as whole as their tools write them, to be spoilt: each once with failures and once without. */
import { jsonReports } from './jsonReports';
import { linesReports } from './linesReports';
import type { SampleReport } from './sampleReport';
import { xmlReports } from './xmlReports';

export type { SampleReport } from './sampleReport';

export const sampleReports: readonly SampleReport[] = [...xmlReports, ...jsonReports, ...linesReports];
