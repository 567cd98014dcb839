import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { aRoom } from '../../../test-support/a-room';
import { platformFor } from '../../../test-support/providers';
import { DisplayName } from './display-name';
import { RoomViewStore } from './room-view-store';

const PLACE = 'a-room-name-of-128-bits.candidate';

describe('DisplayName', () => {
  let name: DisplayName;

  beforeEach(async () => {
    sessionStorage.clear();
    TestBed.configureTestingModule({ providers: [...platformFor(), DisplayName, RoomViewStore] });
    const opening = TestBed.inject(RoomViewStore).open('a-room-name-of-128-bits', 'candidate');
    TestBed.inject(HttpTestingController)
      .expectOne('/api/rooms/a-room-name-of-128-bits?as=candidate')
      .flush(aRoom({ selfName: 'Mia Torres' }));
    await opening;
    name = TestBed.inject(DisplayName);
    name.open(PLACE);
  });

  it('is the own one until another is chosen, which this room remembers and no other', () => {
    expect(name.chosen()).toBeNull();
    expect(name.choose('  Mia ')).toBe(true);
    expect(name.chosen()).toBe('Mia');
    name.open('another-room.candidate');
    expect(name.chosen()).toBeNull();
    name.open(PLACE);
    expect(name.chosen()).toBe('Mia');
  });

  it('is the own one again when the field is emptied or says the same', () => {
    for (const text of ['', '   ', 'Mia Torres', 'x'.repeat(81)]) {
      name.choose('Mia');
      expect(name.choose(text)).toBe(true);
      expect(name.chosen()).toBeNull();
    }
    name.open(PLACE);
    expect(name.chosen()).toBeNull();
    expect(name.choose('Mia Torres')).toBe(false);
  });
});
