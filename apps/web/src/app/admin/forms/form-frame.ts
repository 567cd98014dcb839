import { Component, input, output, type Signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ErrorState, Icon, Skeleton } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import type { ApiError, ApiErrorCode } from '../../platform/api-error';
import { FormActions } from './form-actions';

/** What is edited, as `listedItem` has it. */
interface Source {
  readonly item: Signal<{ readonly name: string } | undefined>;
  readonly ready: Signal<boolean>;
  readonly missing: Signal<boolean>;
  readonly error: Signal<ApiError | null>;
  reload(): void;
}

/** How the form stands, as `EditForm` has it. */
interface FormState {
  readonly changed: Signal<boolean>;
  readonly saving: Signal<boolean>;
  readonly failure: Signal<ApiErrorCode | null>;
}

/**
 * A page that edits one thing of a list, or makes a new one: the way back, its heading, the form with what is wrong with it and its end, and what
 * stands there while there is nothing to edit. The fields are projected; so is what is to be said above the form (`frameNotice`).
 */
@Component({
  selector: 'gr-form-frame',
  imports: [ErrorState, FormActions, Icon, RouterLink, Skeleton, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <a class="back" [routerLink]="back()"><gr-icon name="chevron-left" />{{ t(texts() + '.heading') }}</a>

      @if (source().ready()) {
        <h1>{{ source().item()?.name ?? heading() ?? t(texts() + '.add') }}</h1>
        <ng-content select="[frameNotice]" />
        @if (editable()) {
          <form novalidate (submit)="save.emit($event)">
            @if (form().failure(); as code) {
              <p class="gr-notice gr-notice-loss" role="alert">{{ t('errors.' + code) }}</p>
            }
            <ng-content />
            <gr-form-actions
              [back]="back()"
              [label]="source().item() ? t('admin.form.save') : t(texts() + '.add')"
              [changed]="form().changed()"
              [saving]="form().saving()"
            />
          </form>
        }
      } @else if (source().error(); as error) {
        <gr-error-state
          class="gr-card"
          level="h1"
          [heading]="t(texts() + '.failed')"
          [text]="t('errors.' + error.code)"
          [reference]="error.correlationId"
          [retryLabel]="t('shell.retry')"
          (retry)="source().reload()"
        />
      } @else if (source().missing()) {
        <gr-error-state
          class="gr-card"
          level="h1"
          [heading]="t(missing())"
          [text]="t('admin.missing-text')"
        />
      } @else {
        <h1 class="gr-hidden">{{ t(title()) }}</h1>
        <gr-skeleton [label]="t(texts() + '.loading')" [count]="3" height="9rem" />
      }
    </ng-container>
  `,
  styleUrl: '../form-page.scss',
})
export class FormFrame {
  /** Where the words of the list stand, for example `admin.types`: `heading`, `add`, `failed` and `loading`. */
  readonly texts = input.required<string>();
  /** Address of the list. */
  readonly back = input.required<string>();
  /** Key of the page's title, read out while it loads. */
  readonly title = input.required<string>();
  /** Key of what is said where there is no such thing. */
  readonly missing = input.required<string>();
  readonly source = input.required<Source>();
  readonly form = input.required<FormState>();
  /** Heading of something new, where it is not "add one". */
  readonly heading = input<string>();
  /** False where there is nothing left to fill in. */
  readonly editable = input(true);
  readonly save = output<SubmitEvent>();
}
