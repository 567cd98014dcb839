import { HttpTestingController } from '@angular/common/http/testing';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Room } from '@greenroom/contracts';
import { aRoom } from '../../../../test-support/a-room';
import { aPerson, FakeConference } from '../../../../test-support/fake-conference';
import { platformFor } from '../../../../test-support/providers';
import { CONFERENCE_PACKAGE, ConferenceStore } from '../conference-store';
import { DevicePreferences } from '../devices/device-preferences';
import { EntryMemory } from '../entry-memory';
import { DisplayName } from '../display-name';
import { RoomViewStore } from '../room-view-store';
import { VisitStore } from '../visit-store';
import { EndDialog } from './end-dialog';

const ROOM = '/api/rooms/a-room-name-of-128-bits';

describe('EndDialog', () => {
  let conference: FakeConference;
  let fixture: ComponentFixture<EndDialog>;
  let http: HttpTestingController;

  beforeEach(async () => {
    conference = new FakeConference();
    TestBed.configureTestingModule({
      providers: [
        ...platformFor(),
        ConferenceStore,
        DisplayName,
        DevicePreferences,
        EntryMemory,
        RoomViewStore,
        VisitStore,
        { provide: CONFERENCE_PACKAGE, useValue: conference.load },
      ],
    });
    http = TestBed.inject(HttpTestingController);
    fixture = TestBed.createComponent(EndDialog);
    await TestBed.inject(ConferenceStore).prepare();
  });

  const knowing = async (parts: Partial<Room>) => {
    const opening = TestBed.inject(RoomViewStore).open('a-room-name-of-128-bits', 'candidate');
    http.expectOne(`${ROOM}?as=candidate`).flush(aRoom(parts));
    await opening;
    await fixture.whenStable();
  };
  /** Lets what was started come to its end. */
  const until = async (reached: () => boolean) => {
    for (let turn = 0; turn < 1000; turn += 1) {
      if (reached()) return;
      await fixture.whenStable();
    }
    throw new Error('it did not come to its end');
  };
  const page = () => fixture.nativeElement as HTMLElement;
  const buttons = () => [...page().querySelectorAll('button')].map(({ textContent }) => textContent.trim());

  it('offers the end for everyone when there is something to end', async () => {
    await knowing({ status: 'in-progress' });
    expect(buttons()).toEqual(['live.end.stay', 'live.end.leave', 'live.end.everyone']);
  });

  it('offers only to leave before the two have met, in words of its own', async () => {
    await knowing({ status: 'scheduled' });
    expect(buttons()).toEqual(['live.end.stay', 'live.end.leave-room']);
    expect(page().textContent).toContain('live.end.leave-text');
  });

  it('says that the end for everyone comes in a moment when the two see each other already', async () => {
    conference.people.set([aPerson()]);
    await knowing({ status: 'scheduled' });
    expect(page().textContent).toContain('live.end.leave-text-meeting');
    await knowing({ status: 'in-progress' });
    expect(buttons()).toContain('live.end.everyone');
  });

  it('says plainly that it did not end, and lets the person try again', async () => {
    await knowing({ status: 'in-progress' });
    page().querySelector<HTMLButtonElement>('.gr-button-loss')?.click();
    http
      .expectOne(`${ROOM}/end?as=candidate`)
      .flush({ error: { code: 'state-conflict', message: '' } }, { status: 409, statusText: 'Conflict' });
    await until(() => {
      const questions = http.match(`${ROOM}?as=candidate`);
      questions.forEach((question) => question.flush(aRoom({ status: 'in-progress' })));
      return questions.length > 0;
    });
    await until(() => page().querySelector('[role=alert]')?.textContent === 'live.end.not-yet');
    expect(buttons()).toContain('live.end.everyone');
  });
});
