import { beforeEach, describe, expect, it } from '@jest/globals';
import { ChatLog } from './chat-log.ts';

const NOW = 1_800_000_000_000;
const me = { id: 'me-1', userId: 'ann', name: 'Ann' };
const bob = { id: 'bob-1', userId: 'bob', name: 'Bob' };

let log: ChatLog;
beforeEach(() => {
  log = new ChatLog();
  log.entered(me);
  log.met(bob);
});

const live = (from: string, text: string): void => log.received({ from, text, stamp: null }, NOW);
const replay = (from: string, text: string): void => log.received({ from, text, stamp: NOW - 60_000 }, NOW);
const texts = (): string[] => log.messages.map(({ text }) => text);

describe('ChatLog', () => {
  it('shows an own message at once, queued until the room echoes it', () => {
    log.write('hello', me, NOW);
    expect(log.messages).toMatchObject([{ text: 'hello', own: true, delivery: 'queued' }]);
    live(me.id, 'hello');
    expect(log.messages).toMatchObject([{ text: 'hello', own: true, delivery: 'sent' }]);
    expect(log.queued).toEqual([]);
  });

  it('echoes the same text twice when it was written twice', () => {
    log.write('ok', me, NOW);
    log.write('ok', me, NOW);
    live(me.id, 'ok');
    expect(log.queued).toEqual(['ok']);
    live(me.id, 'ok');
    expect(log.messages).toHaveLength(2);
  });

  it('does not add what the room repeats after a fresh entry', () => {
    live(bob.id, 'one');
    live(bob.id, 'one');
    log.write('mine', me, NOW);
    live(me.id, 'mine');
    log.entered({ ...me, id: 'me-2' });
    replay(bob.id, 'one');
    replay(bob.id, 'one');
    replay(me.id, 'mine');
    expect(texts()).toEqual(['one', 'one', 'mine']);
    replay(bob.id, 'one');
    expect(texts()).toEqual(['one', 'one', 'mine', 'one']);
  });

  it('takes a message from the history as delivered when its echo was lost in the drop', () => {
    log.write('did it arrive?', me, NOW);
    log.entered({ ...me, id: 'me-2' });
    replay(me.id, 'did it arrive?');
    expect(log.messages).toMatchObject([{ delivery: 'sent', own: true }]);
  });

  it('names the senders of the history once somebody says who they were', () => {
    replay('me-0', 'before my reload');
    replay('bob-0', 'from bob');
    expect(log.messages.map(({ from }) => from.name)).toEqual(['', '']);
    log.met({ ...me, id: 'me-0' });
    log.met({ ...bob, id: 'bob-0' });
    expect(log.messages.map(({ from, own }) => [from.name, own])).toEqual([
      ['Ann', true],
      ['Bob', false],
    ]);
  });
});
