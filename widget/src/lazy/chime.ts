let context: AudioContext | undefined;

/** Two soft notes, made on the spot: no file to load, and none to allow in a policy. */
export function chime(): void {
  context ??= new AudioContext();
  const { currentTime: now } = context;
  [660, 880].forEach((frequency, i) => {
    const tone = context!.createOscillator();
    const gain = context!.createGain();
    const start = now + i * 0.12;
    tone.frequency.value = frequency;
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(0.12, start + 0.02);
    gain.gain.exponentialRampToValueAtTime(0.0001, start + 0.35);
    tone.connect(gain).connect(context!.destination);
    tone.start(start);
    tone.stop(start + 0.4);
  });
}
