import { describe, expect, it } from '@jest/globals';
import { senderOf } from './sender.ts';

describe('the sender of mails', () => {
  it.each([
    ['Greenroom <hello@example.com>', { name: 'Greenroom', address: 'hello@example.com' }],
    ['"Green, Room" <hello@example.com>', { name: 'Green, Room', address: 'hello@example.com' }],
    ['hello@example.com', { name: '', address: 'hello@example.com' }],
  ])('is read from %s', (MAIL_FROM, sender) => {
    expect(senderOf({ MAIL_FROM })).toEqual(sender);
  });

  it('is the account that sends, unless said', () => {
    expect(senderOf({ EMAIL_USER: 'account@gmail.com' })).toMatchObject({ address: 'account@gmail.com' });
  });

  it('must have an address', () => {
    expect(() => senderOf({ MAIL_FROM: 'Greenroom' })).toThrow('MAIL_FROM must hold an address');
  });
});
