import { describe, expect, it } from '@jest/globals';
import { startApplication } from '../support/application.ts';

/** Servers of this process that listen. */
const listening = () => process.getActiveResourcesInfo().filter((kind) => kind === 'TCPServerWrap').length;

describe('The application of the specs', () => {
  it('leaves no server running when its start fails', async () => {
    const before = listening();

    await expect(
      startApplication({ mail: true, stripe: true, settings: { LOG_LEVEL: 'deafening' } }),
    ).rejects.toThrow('LOG_LEVEL');

    expect(listening()).toBe(before);
  });
});
