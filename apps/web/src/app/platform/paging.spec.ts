import { ApplicationRef, resource, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { ApiError } from './api-error';
import { type Page, paging } from './paging';

describe('paging', () => {
  const selection = signal('all');
  let answers: Record<string, Page<string> | ApiError>;
  let list: ReturnType<typeof paging<string>>;

  const answer = (key: string): Promise<Page<string>> => {
    const found = answers[key] ?? new ApiError('network');
    return found instanceof ApiError ? Promise.reject(found) : Promise.resolve(found);
  };
  const settle = async () => {
    TestBed.tick();
    await TestBed.inject(ApplicationRef).whenStable();
  };

  beforeEach(async () => {
    selection.set('all');
    answers = {
      all: { items: ['a', 'b'], nextCursor: 'more' },
      more: { items: ['c'], nextCursor: null },
      held: { items: ['h'], nextCursor: null },
    };
    list = TestBed.runInInjectionContext(() =>
      paging(resource({ params: selection, loader: ({ params }) => answer(params) }), answer),
    );
    await settle();
  });

  it('shows page after page', async () => {
    expect(list.items()).toEqual(['a', 'b']);
    expect(await list.showMore()).toBe(1);
    expect(list.items()).toEqual(['a', 'b', 'c']);
    expect(list.hasMore()).toBe(false);
    expect(await list.showMore()).toBe(0);
  });

  it('says when a later page could not be had, and keeps what is there', async () => {
    answers.more = new ApiError('unavailable');
    expect(await list.showMore()).toBe(0);
    expect(list.problem()).toBe('unavailable');
    expect(list.items()).toEqual(['a', 'b']);
  });

  it('drops later pages with a fresh first one, of this or another selection', async () => {
    await list.showMore();
    answers.all = { items: ['z', 'a'], nextCursor: 'more' };
    list.reload();
    await settle();
    expect(list.items()).toEqual(['z', 'a']);
    selection.set('held');
    await settle();
    expect(list.items()).toEqual(['h']);
  });

  it('asks again by the way only while nothing would be lost by it', async () => {
    await list.showMore();
    answers.all = { items: ['z'], nextCursor: null };
    list.refresh();
    await settle();
    expect(list.items()).toEqual(['a', 'b', 'c']);
  });

  it('keeps what is known when asking again fails', async () => {
    expect(list.loaded()).toBe(true);
    answers.all = new ApiError('unavailable');
    list.reload();
    await settle();
    expect(list.error()?.code).toBe('unavailable');
    expect(list.loaded()).toBe(true);
    expect(list.items()).toEqual(['a', 'b']);
    list.reload();
    await settle();
    expect(list.items()).toEqual(['a', 'b']);
  });

  it('adds nothing of a selection that was left meanwhile', async () => {
    const added = list.showMore();
    selection.set('held');
    await settle();
    expect(await added).toBe(0);
    expect(list.items()).toEqual(['h']);
  });
});
