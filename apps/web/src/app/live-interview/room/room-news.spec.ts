import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { aRoom } from '../../../../test-support/a-room';
import { aPerson, FakeConference } from '../../../../test-support/fake-conference';
import { platformFor } from '../../../../test-support/providers';
import { Announcer } from '../../platform/announcer';
import { Clock, FixedClock } from '../../platform/clock';
import { CONFERENCE_PACKAGE, ConferenceStore } from '../conference-store';
import { DisplayName } from '../display-name';
import { RoomViewStore } from '../room-view-store';
import { InterviewClock } from './interview-clock';
import { RoomNews } from './room-news';

describe('news of the room', () => {
  let conference: FakeConference;
  let news: RoomNews;
  let time: FixedClock;

  beforeEach(async () => {
    jest.useFakeTimers();
    conference = new FakeConference();
    time = new FixedClock('2026-11-22T10:00:00Z');
    TestBed.configureTestingModule({
      providers: [
        ...platformFor(),
        { provide: Clock, useValue: time },
        ConferenceStore,
        DisplayName,
        InterviewClock,
        RoomNews,
        RoomViewStore,
        { provide: CONFERENCE_PACKAGE, useValue: conference.load },
      ],
    });
    news = TestBed.inject(RoomNews);
    await TestBed.inject(ConferenceStore).enter({ microphone: true, camera: true });
    TestBed.tick();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  const texts = () => news.news().map(({ text }) => text);
  const people = (...ids: string[]) => {
    conference.people.set(ids.map((id) => aPerson({ id, userId: `user-of-${id}`, name: id })));
    TestBed.tick();
  };

  it('tells who comes and who goes, for a while', () => {
    people('anna');
    conference.state.set({ kind: 'live' });
    expect(texts()).toEqual(['live.room.joined']);
    people();
    expect(texts()).toEqual(['live.room.joined', 'live.room.left']);
    jest.advanceTimersByTime(5000);
    expect(texts()).toEqual([]);
  });

  it('says nothing of a rejoin under another endpoint', () => {
    people('anna');
    jest.advanceTimersByTime(5000);
    conference.people.set([aPerson({ id: 'other-endpoint', userId: 'user-of-anna' })]);
    TestBed.tick();
    expect(texts()).toEqual([]);
  });

  it('does not take a drop for everybody leaving', () => {
    people('anna');
    jest.advanceTimersByTime(5000);
    conference.state.set({ kind: 'reconnecting', attempt: 0 });
    people();
    expect(texts()).toEqual([]);
    expect(TestBed.inject(Announcer).message()).toContain('live.room.reconnecting');
    conference.state.set({ kind: 'live' });
    people('anna');
    expect(texts()).toEqual(['live.room.resumed']);
  });

  describe('the clock', () => {
    const roomOf = async (parts: Parameters<typeof aRoom>[0]) => {
      const opening = TestBed.inject(RoomViewStore).open('a-room-name-of-128-bits', undefined);
      TestBed.inject(HttpTestingController)
        .expectOne('/api/rooms/a-room-name-of-128-bits')
        .flush(aRoom(parts));
      await opening;
    };

    it('counts from the moment both were there', async () => {
      const clock = TestBed.inject(InterviewClock);
      await roomOf({});
      expect(clock.elapsed()).toBeNull();
      await roomOf({ startedAt: '2026-11-22T09:58:30.000Z' });
      expect(clock.elapsed()).toBe(90);
      expect(clock.left()).toBe(2610);
    });

    it('turns amber five minutes before the end, and says so once', async () => {
      const clock = TestBed.inject(InterviewClock);
      await roomOf({ startedAt: '2026-11-22T09:20:01.000Z' });
      TestBed.tick();
      expect(clock.isEnding()).toBe(false);
      time.advance(2);
      TestBed.tick();
      expect(clock.isEnding()).toBe(true);
      expect(texts()).toEqual(['live.room.minutes-left']);
      jest.advanceTimersByTime(5000);
      time.advance(60);
      TestBed.tick();
      expect(texts()).toEqual([]);
    });

    it('warns before the room closes, where that comes first', async () => {
      const clock = TestBed.inject(InterviewClock);
      await roomOf({ startedAt: '2026-11-22T09:59:00.000Z', closesAt: '2026-11-22T10:04:00.000Z' });
      expect(clock.left()).toBe(240);
      expect(clock.isEnding()).toBe(true);
    });
  });
});
