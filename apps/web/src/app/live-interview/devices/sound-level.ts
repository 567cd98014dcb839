import { signal } from '@angular/core';

/** Quieter than this is silence, in decibels below full scale. */
const FLOOR = -60;
/** From here on somebody speaks, of the scale 0 to 1. */
const SPEECH = 0.22;
/** Between two readings, milliseconds. */
const EVERY = 60;

/** Measures how loud a microphone is, while it listens. */
export class SoundLevel {
  private context: AudioContext | null = null;
  private timer: ReturnType<typeof setInterval> | undefined;

  /** 0 (silence) to 1 (as loud as it gets). */
  readonly level = signal(0);
  /** Whether anything was heard since `listen`. */
  readonly heard = signal(false);
  /** The browser lets the page measure only after a click or key. */
  readonly asleep = signal(false);

  listen(track: MediaStreamTrack): void {
    this.stop();
    if (typeof AudioContext === 'undefined') return;
    const context = new AudioContext();
    this.context = context;
    const analyser = context.createAnalyser();
    analyser.fftSize = 1024;
    context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    this.timer = setInterval(() => {
      this.asleep.set(context.state === 'suspended');
      if (track.enabled) analyser.getFloatTimeDomainData(samples);
      else samples.fill(0);
      const loud = loudness(samples);
      // Up at once, down gently: easier to read than the bare value.
      this.level.update((before) => Math.max(loud, before * 0.82));
      if (loud > SPEECH) this.heard.set(true);
    }, EVERY);
    void context.resume().catch(() => undefined);
    addEventListener('pointerdown', this.wake);
    addEventListener('keydown', this.wake);
  }

  stop(): void {
    clearInterval(this.timer);
    removeEventListener('pointerdown', this.wake);
    removeEventListener('keydown', this.wake);
    void this.context?.close().catch(() => undefined);
    this.context = null;
    this.level.set(0);
    this.heard.set(false);
    this.asleep.set(false);
  }

  private readonly wake = (): void => {
    void this.context?.resume().catch(() => undefined);
  };
}

function loudness(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const decibels = 10 * Math.log10(sum / samples.length || Number.MIN_VALUE);
  return Math.min(1, Math.max(0, (decibels - FLOOR) / -FLOOR));
}
