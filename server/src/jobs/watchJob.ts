import type { Metrics } from '../watch/metrics.ts';
import { traced } from '../watch/traced.ts';

/** Runs one job as a span, and records how long it took and whether it came to an end. */
export async function watchJob<T>(metrics: Metrics, job: string, work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const record = (outcome: 'done' | 'failed') =>
    metrics.jobSeconds.observe({ job, outcome }, (performance.now() - began) / 1000);
  try {
    const result = await traced(`job ${job}`, {}, work);
    record('done');
    return result;
  } catch (error) {
    record('failed');
    throw error;
  }
}
