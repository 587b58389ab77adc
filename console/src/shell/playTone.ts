let context: AudioContext | undefined;

/** Two soft notes, made here so that no sound file needs loading. Silent where the browser allows no sound yet. */
export function playTone(): void {
  context ??= new AudioContext();
  if (context.state === 'suspended') void context.resume();
  const start = context.currentTime;
  note(context, 659.25, start);
  note(context, 880, start + 0.11);
}

function note(audio: AudioContext, frequency: number, at: number) {
  const oscillator = audio.createOscillator();
  const gain = audio.createGain();
  oscillator.frequency.value = frequency;
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(0.08, at + 0.012);
  gain.gain.exponentialRampToValueAtTime(0.0001, at + 0.35);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(at);
  oscillator.stop(at + 0.4);
}
