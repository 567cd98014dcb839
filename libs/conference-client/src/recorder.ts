import { computed, signal, type Signal } from '@angular/core';
import type { Entry } from './entry.ts';
import { listen, type LibraryParticipant, type LibraryRecording } from './library.ts';
import type { ConferenceRecorder, RecorderError, RecorderState } from './port.ts';

const HINT = 'greenroom.recording';
const OFF: RecorderState = { kind: 'off', error: null };
/** Longest wait for the focus, milliseconds: the rebuild of 2022 tells nobody that no answer came. */
const ANSWER_MS = 20_000;

/** By the conditions of Jicofo's and the signalling server's refusals (RFC 6120, 8.3.3) and Jibri's own words. */
const ERRORS: Readonly<Record<string, RecorderError>> = {
  'policy-violation': 'refused',
  forbidden: 'refused',
  'not-allowed': 'refused',
  busy: 'busy',
  'resource-constraint': 'busy',
};

/** What one entry into the room hears of its recorder. */
class Ear {
  readonly state = signal<RecorderState>(OFF);
  readonly hints = signal(0);

  constructor({ library, conference }: Entry) {
    const names = library.events.conference;
    listen(conference, names.RECORDER_STATE_CHANGED, (recording: LibraryRecording) =>
      this.state.set(stateOf(recording)),
    );
    listen(conference, names.ENDPOINT_MESSAGE_RECEIVED, (_from: LibraryParticipant, payload: unknown) => {
      if (isHint(payload)) this.hints.update((count) => count + 1);
    });
  }
}

/** Follows the person through all their entries into the room. */
export class Recorder implements ConferenceRecorder {
  readonly #entry: Signal<Entry | null>;
  readonly #ear = computed(() => {
    const entry = this.#entry();
    return entry && { entry, ear: new Ear(entry) };
  });
  readonly state = computed(() => this.#ear()?.ear.state() ?? OFF);
  readonly hints = computed(() => this.#ear()?.ear.hints() ?? 0);

  constructor(entry: Signal<Entry | null>) {
    this.#entry = entry;
  }

  async start(): Promise<void> {
    const current = this.#ear();
    if (current?.ear.state().kind !== 'off') return;
    const { entry, ear } = current;
    ear.state.set({ kind: 'starting' });
    const asked = entry.conference.startRecording({ mode: 'file' });
    const isAnswered = await Promise.race([asked.then(yes, yes), after(ANSWER_MS)]);
    // What was answered has been told by the library's event.
    if (!isAnswered && ear.state().kind === 'starting') ear.state.set({ kind: 'off', error: 'unavailable' });
  }

  hint(): void {
    try {
      this.#entry()?.conference.sendMessage({ type: HINT }, '', false);
    } catch {
      // Between two connections: the others ask the API from time to time anyway.
    }
  }
}

function stateOf(recording: LibraryRecording): RecorderState {
  switch (recording.getStatus()) {
    case 'on':
      return { kind: 'on' };
    case 'pending':
      return { kind: 'starting' };
    default: {
      const error = recording.getError();
      // Two requests at once: the other one was taken.
      if (error === 'unexpected-request') return { kind: 'starting' };
      return error ? { kind: 'off', error: ERRORS[error] ?? 'unavailable' } : OFF;
    }
  }
}

function isHint(payload: unknown): boolean {
  return typeof payload === 'object' && payload !== null && 'type' in payload && payload.type === HINT;
}

const yes = (): boolean => true;

function after(milliseconds: number): Promise<false> {
  return new Promise((resolve) => setTimeout(() => resolve(false), milliseconds));
}
