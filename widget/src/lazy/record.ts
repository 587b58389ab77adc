import type { Voice } from '../composer/contents.ts';

export type Recording = {
  finish(): Promise<{ file: Blob; name: string; voice: Voice }>;
  cancel(): void;
};

/** Milliseconds between two looks at the loudness. */
const LOOK_MS = 80;
/** Bars of the finished drawing; the protocol allows 100. */
const BARS = 48;

/** First type that the browser can write; every current one can play both. */
const types = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];

/** Records the microphone. Rejects where there is none or the visitor does not allow it. */
export async function record(onLevel: (level: number, elapsedMs: number) => void): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: { echoCancellation: true, noiseSuppression: true },
  });
  const mimeType = types.find((type) => MediaRecorder.isTypeSupported(type));
  const recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: 32_000 });
  const chunks: Blob[] = [];
  const levels: number[] = [];
  const startedAt = performance.now();
  const meter = listen(stream);
  const timer = setInterval(() => {
    const level = meter.level();
    levels.push(level);
    onLevel(level, performance.now() - startedAt);
  }, LOOK_MS);
  const stop = () => {
    clearInterval(timer);
    meter.close();
    for (const track of stream.getTracks()) track.stop();
  };
  recorder.ondataavailable = (event) => void (event.data.size && chunks.push(event.data));
  recorder.start();
  return {
    cancel: () => {
      if (recorder.state !== 'inactive') recorder.stop();
      stop();
    },
    finish: () =>
      new Promise((resolve) => {
        const durationMs = Math.round(performance.now() - startedAt);
        recorder.onstop = () => {
          stop();
          const type = recorder.mimeType.split(';')[0] || 'audio/webm';
          // The server tells a voice message from a film, both of them WebM or MP4, by this name.
          const name = `voice-message.${type.split('/')[1] === 'mp4' ? 'm4a' : type.split('/')[1]}`;
          resolve({
            file: new Blob(chunks, { type }),
            name,
            voice: { durationMs, levels: summarise(levels) },
          });
        };
        recorder.stop();
      }),
  };
}

function listen(stream: MediaStream) {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 512;
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return {
    /** 0 to 100: root mean square, on a curve that makes ordinary speech fill the meter. */
    level: () => {
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, s) => sum + s * s, 0) / samples.length;
      return Math.min(100, Math.round(Math.sqrt(Math.sqrt(power)) * 160));
    },
    close: () => void (context.state !== 'closed' && context.close()),
  };
}

/** The loudest of each stretch, so that short words stay visible. */
export function summarise(levels: readonly number[]): number[] {
  if (levels.length <= BARS) return [...levels];
  return Array.from({ length: BARS }, (_, i) => {
    const from = Math.floor((i * levels.length) / BARS);
    const to = Math.max(from + 1, Math.floor(((i + 1) * levels.length) / BARS));
    return Math.max(...levels.slice(from, to));
  });
}
