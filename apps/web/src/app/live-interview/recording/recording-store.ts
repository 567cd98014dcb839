import { computed, DestroyRef, effect, inject, Injectable, signal, untracked } from '@angular/core';
import type { ConferenceRecorder } from '@greenroom/conference-client';
import { recordingRoutes, type RoomRecording } from '@greenroom/contracts';
import { Api } from '../../platform/api';
import { toApiError } from '../../platform/api-error';
import { ConferenceStore } from '../conference-store';
import { RoomViewStore } from '../room-view-store';

/** Where a recording stands, for somebody in the room; `none` also when the last one is over. */
export type RecordingPhase = 'none' | 'asked' | 'starting' | 'recording' | 'stopping';

/** Seconds between two questions to the API: it is told of changes by people, but not of what the recorder does. */
const PACE = { changing: 4, calm: 15 };

/** The recording of this room as the API knows it. Hints of the other side and of the recorder only make it ask again. */
@Injectable()
export class RecordingStore {
  private readonly api = inject(Api);
  private readonly conference = inject(ConferenceStore);
  private readonly roomView = inject(RoomViewStore);
  private readonly recorder = signal<ConferenceRecorder | null>(null);
  private readonly isInside = computed(() =>
    ['live', 'waiting-alone'].includes(this.conference.state().kind),
  );
  private readonly known = signal<RoomRecording | null>(null);
  /** Id of the recording that this person has just ended, until the API says so too. */
  private readonly ended = signal<string | null>(null);
  /** Id of the recording that a recorder was asked for. */
  private startedFor: string | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts questions: an answer that was overtaken says nothing. */
  private questions = 0;

  readonly view = this.known.asReadonly();
  readonly recording = computed(() => this.known()?.recording ?? null);
  readonly role = computed(() => this.roomView.room()?.role ?? 'candidate');
  readonly phase = computed<RecordingPhase>(() => {
    const recording = this.recording();
    switch (recording?.status) {
      case 'asked':
        return 'asked';
      case 'permitted':
        return this.ended() === recording.id ? 'stopping' : 'starting';
      case 'recording': {
        const isWithdrawn = Object.values(recording.consents).includes('withdrawn');
        return isWithdrawn || this.ended() === recording.id ? 'stopping' : 'recording';
      }
      default:
        return 'none';
    }
  });
  /** Whether this person still has to answer. */
  readonly isAsked = computed(
    () => this.phase() === 'asked' && this.recording()?.consents[this.role()] === 'open',
  );
  /** Why the recorder does not come, while it is still wanted. */
  readonly error = computed(() => {
    const state = this.recorder()?.state();
    return this.phase() === 'starting' && state?.kind === 'off' ? state.error : null;
  });
  /** Seconds since the recorder came. */
  readonly elapsed = computed(() => {
    const startedAt = this.recording()?.startedAt;
    return startedAt ? Math.max(0, Math.floor((this.roomView.now() - Date.parse(startedAt)) / 1000)) : 0;
  });

  constructor() {
    effect(() => {
      const client = this.conference.client();
      untracked(() => void client?.recorder().then((recorder) => this.recorder.set(recorder)));
    });
    effect(() => {
      const recorder = this.recorder();
      recorder?.hints();
      recorder?.state();
      if (this.isInside()) untracked(() => void this.refresh());
    });
    effect(() => {
      const recorder = this.recorder();
      const id = this.recording()?.id;
      const isWanted = this.phase() === 'starting' && this.role() === 'interviewer';
      // Between two connections nobody would hear it.
      if (recorder && id && isWanted && this.isInside()) untracked(() => this.startOnce(recorder, id));
    });
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
  }

  /** @throws ApiError */
  ask(): Promise<void> {
    return this.change((request) => this.api.call(recordingRoutes.askForRecording, request));
  }

  /** @throws ApiError */
  async answer(decision: 'agree' | 'decline'): Promise<void> {
    if (decision === 'decline') this.ended.set(this.recording()?.id ?? null);
    await this.change((request) =>
      this.api.call(recordingRoutes.answerRecording, { ...request, body: { decision } }),
    );
  }

  /** What was recorded is kept. @throws ApiError */
  async stop(): Promise<void> {
    this.ended.set(this.recording()?.id ?? null);
    await this.change((request) => this.api.call(recordingRoutes.stopRecording, request));
  }

  /** Asks for a recorder once more. */
  retry(): void {
    void this.recorder()?.start();
  }

  /** Asks now. A question that goes unanswered is asked again by itself. */
  async refresh(): Promise<void> {
    const request = this.roomView.request();
    if (!request) return;
    clearTimeout(this.timer);
    const question = ++this.questions;
    const answer = await this.api.call(recordingRoutes.getRoomRecording, request).catch(() => null);
    if (question !== this.questions) return;
    if (answer) this.known.set(answer);
    this.schedule();
  }

  private async change(
    call: (request: NonNullable<ReturnType<RoomViewStore['request']>>) => Promise<RoomRecording>,
  ): Promise<void> {
    const request = this.roomView.request();
    if (!request) return;
    try {
      const answer = await call(request);
      this.questions++;
      this.known.set(answer);
      this.schedule();
      this.recorder()?.hint();
    } catch (failure) {
      this.ended.set(null);
      // The other side was faster.
      if (toApiError(failure).code === 'state-conflict') await this.refresh();
      else throw failure;
    }
  }

  private startOnce(recorder: ConferenceRecorder, id: string): void {
    if (this.startedFor === id) return;
    this.startedFor = id;
    void recorder.start();
  }

  private schedule(): void {
    clearTimeout(this.timer);
    const seconds = this.phase() === 'none' ? PACE.calm : PACE.changing;
    this.timer = setTimeout(() => void this.refresh(), seconds * 1000);
  }
}
