import { TestBed } from '@angular/core/testing';
import { expect, it } from '@jest/globals';
import { FakeConference } from '../../../../test-support/fake-conference';
import { platformFor } from '../../../../test-support/providers';
import { CONFERENCE_PACKAGE, ConferenceStore } from '../conference-store';
import { DisplayName } from '../display-name';
import { RoomViewStore } from '../room-view-store';
import { RoomNotices } from './room-notices';

it('says why nobody is seen while a third person is in a room without a bridge', async () => {
  const conference = new FakeConference();
  TestBed.configureTestingModule({
    providers: [
      ...platformFor(),
      ConferenceStore,
      DisplayName,
      RoomViewStore,
      { provide: CONFERENCE_PACKAGE, useValue: conference.load },
    ],
  });
  const fixture = TestBed.createComponent(RoomNotices);
  const notice = () => (fixture.nativeElement as HTMLElement).querySelector('[role=alert]')?.textContent;
  await TestBed.inject(ConferenceStore).prepare();
  await fixture.whenStable();
  expect(notice()).toBeUndefined();
  conference.mediaUnavailable.set(true);
  await fixture.whenStable();
  expect(notice()).toContain('live.room.third-person');
  conference.mediaUnavailable.set(false);
  await fixture.whenStable();
  expect(notice()).toBeUndefined();
});
