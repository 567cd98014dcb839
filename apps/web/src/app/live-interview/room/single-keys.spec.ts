import { TestBed } from '@angular/core/testing';
import { beforeEach, expect, it } from '@jest/globals';
import { SingleKeys } from './single-keys';

const inANewPage = () => {
  TestBed.resetTestingModule();
  TestBed.configureTestingModule({ providers: [SingleKeys] });
  return TestBed.inject(SingleKeys);
};

beforeEach(() => localStorage.clear());

it('are on until somebody switches them off, which this browser remembers', () => {
  const keys = inANewPage();
  expect(keys.on()).toBe(true);
  keys.set(false);
  expect(inANewPage().on()).toBe(false);
  inANewPage().set(true);
  expect(inANewPage().on()).toBe(true);
});
