import { signal } from '@angular/core';
import { describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';
import { EditForm } from './edit-form';

describe('EditForm', () => {
  const stored = signal<{ price: number } | undefined>({ price: 49.5 });
  const locale = signal('en');
  const form = () => {
    stored.set({ price: 49.5 });
    locale.set('en');
    return new EditForm({
      stored,
      initial: (known) => ({ price: (known?.price ?? 0).toLocaleString(locale()) }),
      toInput: ({ price }) => price,
      schema: z.string(),
    });
  };

  it('begins again when what is stored changes', () => {
    const { draft } = form();
    expect(draft()).toEqual({ price: '49.5' });
    stored.set({ price: 60 });
    expect(draft()).toEqual({ price: '60' });
  });

  it('keeps what was typed when the page is read in another language', () => {
    const edited = form();
    edited.set('price', '55');
    locale.set('de');
    expect(edited.draft()).toEqual({ price: '55' });
    expect(edited.changed()).toBe(true);
    edited.set('price', '49.5');
    expect(edited.changed()).toBe(false);
  });
});
