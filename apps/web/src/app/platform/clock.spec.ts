import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Clock } from './clock';

const device = Date.parse('2026-11-22T10:00:00Z');
const minutes = (count: number) => new Date(device + count * 60_000).toUTCString();

describe('Clock', () => {
  let clock: Clock;

  beforeEach(() => {
    jest.useFakeTimers({ now: device });
    clock = TestBed.inject(Clock);
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it.each([10, -10])('goes by the server, of which the device is %d minutes behind', (behind) => {
    const everySecond = TestBed.runInInjectionContext(() => clock.everySecond());
    expect(clock.now()).toBe(device);
    clock.learn(minutes(behind), device);
    expect(Math.abs(clock.now() - (device + behind * 60_000))).toBeLessThanOrEqual(1000);
    expect(everySecond()).toBe(clock.now());
  });

  it('takes a difference that may be noise for none', () => {
    clock.learn(minutes(0), device);
    expect(clock.now()).toBe(device);
  });

  it('compares once: a later answer, perhaps from a cache, changes nothing', () => {
    clock.learn(minutes(0), device);
    clock.learn(minutes(-10), device);
    expect(clock.now()).toBe(device);
  });

  it('learns nothing from an answer without a date, nor from one that was long under way', () => {
    clock.learn(null, device);
    clock.learn(minutes(10), device - 5000);
    expect(clock.now()).toBe(device);
    clock.learn(minutes(10), device);
    expect(clock.now()).not.toBe(device);
  });
});
