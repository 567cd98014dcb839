import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ParticipantRole, RoomRecording } from '@greenroom/contracts';
import { aRoom } from '../../../../test-support/a-room';
import { FakeConference } from '../../../../test-support/fake-conference';
import { platformFor } from '../../../../test-support/providers';
import { Announcer } from '../../platform/announcer';
import { CONFERENCE_PACKAGE, ConferenceStore } from '../conference-store';
import { DisplayName } from '../display-name';
import { RoomNews } from '../room/room-news';
import { RoomViewStore } from '../room-view-store';
import { RecordingNews } from './recording-news';
import { RecordingStore } from './recording-store';

const ROOM = '/api/rooms/a-room-name-of-128-bits';

type Recording = NonNullable<RoomRecording['recording']>;

const aRecording = (parts: Partial<Recording> = {}): RoomRecording => ({
  available: true,
  retentionDays: 30,
  recording: {
    id: '0198c5b0-0000-7000-8000-000000000001',
    status: 'asked',
    askedBy: 'interviewer',
    consents: { candidate: 'open', interviewer: 'given' },
    startedAt: null,
    ...parts,
  },
});
const BOTH = { candidate: 'given', interviewer: 'given' } as const;
const NONE: RoomRecording = { available: true, retentionDays: 30, recording: null };

describe('RecordingStore', () => {
  let conference: FakeConference;
  let http: HttpTestingController;
  let store: RecordingStore;

  beforeEach(() => {
    conference = new FakeConference();
    TestBed.configureTestingModule({
      providers: [
        ...platformFor(),
        ConferenceStore,
        DisplayName,
        RoomViewStore,
        RoomNews,
        RecordingNews,
        RecordingStore,
        { provide: CONFERENCE_PACKAGE, useValue: conference.load },
      ],
    });
    http = TestBed.inject(HttpTestingController);
  });

  /** Lets everything that was started come to its end, and answers what is asked meanwhile. */
  const settle = async (answer: RoomRecording): Promise<void> => {
    for (let turn = 0; turn < 10; turn += 1) {
      TestBed.tick();
      http
        .match(({ method, url }) => method === 'GET' && url.includes('/recording'))
        .forEach((question) => question.flush(answer));
      await new Promise((resolve) => setTimeout(resolve));
    }
  };
  const enter = async (role: ParticipantRole, answer: RoomRecording): Promise<void> => {
    const roomView = TestBed.inject(RoomViewStore);
    const opening = roomView.open('a-room-name-of-128-bits', role);
    http.expectOne(`${ROOM}?as=${role}`).flush(aRoom({ role }));
    await opening;
    const room = TestBed.inject(ConferenceStore);
    await room.prepare();
    await room.enter({ microphone: true, camera: true });
    store = TestBed.inject(RecordingStore);
    TestBed.inject(RecordingNews);
    await settle(answer);
  };
  const lastTold = (): string => TestBed.inject(Announcer).message();

  it('asks when it comes, and again at every hint', async () => {
    await enter('candidate', NONE);
    expect([store.phase(), store.isAsked()]).toEqual(['none', false]);
    conference.hints.set(1);
    await settle(aRecording());
    expect([store.phase(), store.isAsked()]).toEqual(['asked', true]);
    expect(lastTold()).toBe('recording.news.asked');
  });

  it('asks again after the connection was lost', async () => {
    await enter('candidate', NONE);
    conference.state.set({ kind: 'reconnecting', attempt: 1 });
    await settle(NONE);
    conference.state.set({ kind: 'live' });
    await settle(aRecording({ status: 'recording', consents: BOTH, startedAt: '2026-11-22T09:59:00Z' }));
    expect([store.phase(), store.elapsed()]).toEqual(['recording', 60]);
    expect(lastTold()).toBe('recording.news.recording');
  });

  it('starts the recorder once from the interviewer’s page, not from the candidate’s', async () => {
    await enter('interviewer', aRecording());
    expect(store.isAsked()).toBe(false);
    expect(conference.recorderStarts).toBe(0);
    conference.hints.set(1);
    await settle(aRecording({ status: 'permitted', consents: BOTH }));
    conference.hints.set(2);
    await settle(aRecording({ status: 'permitted', consents: BOTH }));
    expect([store.phase(), conference.recorderStarts]).toEqual(['starting', 1]);
    expect(lastTold()).toBe('recording.news.allowed');
  });

  it('starts it after the connection is back when it was away at that moment', async () => {
    await enter('interviewer', aRecording());
    conference.state.set({ kind: 'reconnecting', attempt: 1 });
    const refreshing = store.refresh();
    await settle(aRecording({ status: 'permitted', consents: BOTH }));
    await refreshing;
    expect([store.phase(), conference.recorderStarts]).toEqual(['starting', 0]);
    conference.state.set({ kind: 'live' });
    await settle(aRecording({ status: 'permitted', consents: BOTH }));
    expect(conference.recorderStarts).toBe(1);
  });

  it('does not start one as the candidate', async () => {
    await enter('candidate', aRecording({ status: 'permitted', consents: BOTH }));
    expect([store.phase(), conference.recorderStarts]).toEqual(['starting', 0]);
  });

  it('says why no recorder comes, and tries again when it is told to', async () => {
    await enter('interviewer', aRecording({ status: 'permitted', consents: BOTH }));
    conference.recorderState.set({ kind: 'off', error: 'busy' });
    await settle(aRecording({ status: 'permitted', consents: BOTH }));
    expect(store.error()).toBe('busy');
    store.retry();
    expect(conference.recorderStarts).toBe(2);
  });

  it('sends an answer, takes what the API says then, and hints to the other side', async () => {
    await enter('candidate', aRecording());
    const answering = store.answer('decline');
    const question = http.expectOne(`${ROOM}/recording/consent?as=candidate`);
    expect(question.request.body).toEqual({ decision: 'decline' });
    question.flush(aRecording({ status: 'declined', consents: { ...BOTH, candidate: 'refused' } }));
    await answering;
    await settle(NONE);
    expect([store.phase(), conference.hintsGiven]).toEqual(['none', 1]);
    expect(lastTold()).toBe('recording.news.declined-by-you');
  });

  it('ends at once for who took the consent back, although the recorder is still on its way out', async () => {
    const running = { status: 'recording', startedAt: '2026-11-22T09:59:00Z' } as const;
    await enter('candidate', aRecording({ ...running, consents: BOTH }));
    const answering = store.answer('decline');
    expect(store.phase()).toBe('stopping');
    const withdrawn = { ...BOTH, candidate: 'withdrawn' } as const;
    http
      .expectOne(`${ROOM}/recording/consent?as=candidate`)
      .flush(aRecording({ ...running, consents: withdrawn }));
    await answering;
    expect(store.phase()).toBe('stopping');
    conference.recorderState.set({ kind: 'off', error: null });
    await settle(aRecording({ ...running, status: 'erased', consents: withdrawn }));
    expect(store.phase()).toBe('none');
    expect(lastTold()).toBe('recording.news.deleted');
  });

  it('looks again when the other side was faster', async () => {
    await enter('candidate', aRecording());
    const answering = store.answer('agree');
    http
      .expectOne(`${ROOM}/recording/consent?as=candidate`)
      .flush({ error: { code: 'state-conflict', message: '' } }, { status: 409, statusText: 'Conflict' });
    await settle(NONE);
    await answering;
    expect(store.phase()).toBe('none');
  });

  it('goes on as before when the API could not be told', async () => {
    const running = aRecording({ status: 'recording', consents: BOTH, startedAt: '2026-11-22T09:59:00Z' });
    await enter('interviewer', running);
    const stopping = store.stop();
    http
      .expectOne(`${ROOM}/recording/stop?as=interviewer`)
      .flush({ error: { code: 'unavailable', message: '' } }, { status: 503, statusText: 'Unavailable' });
    await expect(stopping).rejects.toMatchObject({ code: 'unavailable' });
    expect(store.phase()).toBe('recording');
  });
});
