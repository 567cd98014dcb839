import { inject } from '@angular/core';
import type { CanDeactivateFn } from '@angular/router';
import { TranslocoService } from '@jsverse/transloco';
import { Questions } from '../questions/questions';

/** A page that would lose what was typed. */
export interface EditsSomething {
  hasUnsavedChanges(): boolean;
}

/** Asks before a page with unsaved changes is left. Closing the tab is asked about by the browser. */
export const unsavedChanges: CanDeactivateFn<EditsSomething> = (page) => {
  if (!page.hasUnsavedChanges()) return true;
  const transloco = inject(TranslocoService);
  return inject(Questions).ask({
    heading: transloco.translate('admin.unsaved.heading'),
    text: transloco.translate('admin.unsaved.text'),
    confirm: transloco.translate('admin.unsaved.leave'),
    cancel: transloco.translate('admin.unsaved.stay'),
    loss: true,
  });
};

/** For the host of such a page. */
export const warnBeforeUnload = { '(window:beforeunload)': 'warnBeforeUnload($event)' } as const;
