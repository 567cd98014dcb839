import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { EmptyState, ErrorState, PageHeader, Skeleton } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { StaleNotice } from '../../platform/stale-notice';
import { AdminIcon } from '../icon';
import type { ListState } from './whole-list';

/**
 * A page that lists things: its heading, a way to add one, and what stands in the place of the list while there is none to show. The list
 * itself is projected; so are further actions beside the heading (`frameAction`), a choice above the list (`frameChoice`) and a next step
 * where it is empty (`frameEmpty`).
 */
@Component({
  selector: 'gr-list-frame',
  imports: [
    AdminIcon,
    EmptyState,
    ErrorState,
    PageHeader,
    RouterLink,
    Skeleton,
    StaleNotice,
    TranslocoDirective,
  ],
  template: `
    <ng-container *transloco="let t">
      <gr-page-header [heading]="t(texts() + '.heading')" [text]="t(texts() + '.text')">
        @if (add(); as link) {
          <a class="gr-button" [routerLink]="link">
            <gr-admin-icon name="plus" />{{ t(texts() + '.add') }}
          </a>
        }
        <ng-content select="[frameAction]" />
      </gr-page-header>
      <ng-content select="[frameChoice]" />

      @if (list().loaded()) {
        @if (list().error()) {
          <gr-stale-notice (retry)="list().reload()" />
        }
        @if (list().items().length > 0) {
          <ng-content />
        } @else {
          <gr-empty-state
            class="gr-card"
            [heading]="t(texts() + '.' + none())"
            [text]="t(texts() + '.' + none() + '-text')"
          >
            @if (add(); as link) {
              <a class="gr-button" [routerLink]="link">{{ t(texts() + '.add') }}</a>
            }
            <ng-content select="[frameEmpty]" />
          </gr-empty-state>
        }
      } @else if (list().error(); as error) {
        <gr-error-state
          class="gr-card"
          [heading]="t(texts() + '.failed')"
          [text]="t('errors.' + error.code)"
          [reference]="error.correlationId"
          [retryLabel]="t('shell.retry')"
          (retry)="list().reload()"
        />
      } @else {
        <gr-skeleton [label]="t(texts() + '.loading')" [count]="4" [height]="rowHeight()" />
      }
    </ng-container>
  `,
})
export class ListFrame {
  /** Where the page's own words stand, for example `admin.types`: `heading`, `text`, `loading`, `failed`, `none`, `none-text`, and `add`. */
  readonly texts = input.required<string>();
  readonly list = input.required<ListState>();
  /** Address of the page that adds one. */
  readonly add = input<string>();
  /** Words for an empty list, where there is more than one kind of emptiness. */
  readonly none = input('none');
  /** Height of one of the shapes while it loads, as a CSS length. */
  readonly rowHeight = input('3.5rem');
}
