import { directTo } from './browser-media';

/** Frequencies of a friendly chord, in hertz, one after the other. */
const NOTES = [523.25, 659.25, 783.99];
/** Seconds between the notes, and of each note. */
const STEP = 0.22;
const RING = 0.6;

/**
 * Plays three notes on a speaker.
 * @param sinkId the speaker as `setSinkId` takes it
 * @throws when the browser plays nothing there
 */
export async function playTestTone(sinkId: string): Promise<void> {
  const context = new AudioContext();
  const output = context.createMediaStreamDestination();
  for (const [index, frequency] of NOTES.entries()) {
    const start = context.currentTime + 0.05 + index * STEP;
    const note = new OscillatorNode(context, { frequency });
    const volume = new GainNode(context, { gain: 0 });
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(0.25, start + 0.03);
    volume.gain.exponentialRampToValueAtTime(0.001, start + RING);
    note.connect(volume).connect(output);
    note.start(start);
    note.stop(start + RING);
  }
  const player = new Audio();
  player.srcObject = output.stream;
  try {
    await directTo(sinkId, player);
    await context.resume();
    await player.play();
    await new Promise((resolve) => setTimeout(resolve, (NOTES.length * STEP + RING) * 1000));
  } finally {
    player.srcObject = null;
    await context.close();
  }
}
