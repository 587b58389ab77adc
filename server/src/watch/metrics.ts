import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Seconds: from a row already in memory to what people give up on. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const MESSAGES = [1, 2, 5, 10, 20, 50, 100, 200, 500];

/**
 * What this process counts and times, for `/metrics` in the text format of Prometheus. Names and labels are a contract
 * with dashboards (docs/grafana). Labels have few values each, all of them from the code: no ids, no addresses, no text.
 */
export class Metrics {
  readonly registry = new Registry();

  readonly httpSeconds = this.#histogram(
    'causerie_http_request_seconds',
    'Time to answer a request.',
    SECONDS,
    ['method', 'route', 'status'],
  );
  readonly sockets = this.#gauge('causerie_socket_connections', 'Open sockets that have been welcomed.', [
    'role',
  ]);
  readonly frameSeconds = this.#histogram(
    'causerie_socket_frame_seconds',
    'Time to deal with a frame from a client, until it is answered.',
    SECONDS,
    ['type'],
  );
  readonly framesRefused = this.#counter(
    'causerie_socket_frames_refused_total',
    'Frames answered by an error.',
    ['type', 'code'],
  );
  readonly appendSeconds = this.#histogram(
    'causerie_append_batch_seconds',
    'Time to make one batch of messages durable.',
    SECONDS,
    [],
  );
  readonly appendMessages = this.#histogram(
    'causerie_append_batch_messages',
    'Messages that were made durable together.',
    MESSAGES,
    [],
  );
  readonly announcements = this.#counter(
    'causerie_announcements_total',
    'What was announced after a commit.',
    ['kind'],
  );
  readonly jobSeconds = this.#histogram('causerie_job_seconds', 'Time to do a job.', SECONDS, [
    'job',
    'outcome',
  ]);

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /** A gauge that is read when somebody asks. A value that cannot be had just now is left out. */
  watch(name: string, help: string, read: () => number | undefined | Promise<number | undefined>): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      async collect() {
        const value = await Promise.resolve()
          .then(read)
          .catch(() => undefined);
        if (value === undefined) this.remove();
        else this.set(value);
      },
    });
  }

  #counter(name: string, help: string, labelNames: string[]) {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  #gauge(name: string, help: string, labelNames: string[]) {
    return new Gauge({ name, help, labelNames, registers: [this.registry] });
  }

  #histogram(name: string, help: string, buckets: number[], labelNames: string[]) {
    return new Histogram({ name, help, buckets, labelNames, registers: [this.registry] });
  }
}
