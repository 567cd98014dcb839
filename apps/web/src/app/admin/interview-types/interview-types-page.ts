import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type AdminInterviewType, catalogueRoutes } from '@greenroom/contracts';
import { EmptyState, ErrorState, PageHeader, Skeleton, StatusChip } from '@greenroom/ui';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiResource } from '../../platform/api';
import { toApiError } from '../../platform/api-error';
import { Formatter } from '../../platform/formatter';
import { AdminIcon } from '../icon';

/** `/admin/interview-types`: what candidates can book, and what they no longer can. */
@Component({
  selector: 'gr-admin-interview-types-page',
  imports: [
    AdminIcon,
    EmptyState,
    ErrorState,
    PageHeader,
    RouterLink,
    Skeleton,
    StatusChip,
    TranslocoDirective,
  ],
  template: `
    <ng-container *transloco="let t">
      <gr-page-header [heading]="t('admin.types.heading')" [text]="t('admin.types.text')">
        <a class="gr-button" routerLink="/admin/interview-types/new">
          <gr-admin-icon name="plus" />{{ t('admin.types.add') }}
        </a>
      </gr-page-header>

      @if (error(); as error) {
        <gr-error-state
          class="gr-card"
          [heading]="t('admin.types.failed')"
          [text]="t('errors.' + error.code)"
          [reference]="error.correlationId"
          [retryLabel]="t('shell.retry')"
          (retry)="resource.reload()"
        />
      } @else if (!resource.hasValue()) {
        <gr-skeleton [label]="t('admin.types.loading')" [count]="4" height="3.5rem" />
      } @else if (resource.value().items.length === 0) {
        <gr-empty-state class="gr-card" [heading]="t('admin.types.none')" [text]="t('admin.types.none-text')">
          <a class="gr-button" routerLink="/admin/interview-types/new">{{ t('admin.types.add') }}</a>
        </gr-empty-state>
      } @else {
        <div class="table-frame">
          <table [attr.aria-label]="t('admin.types.heading')">
            <thead>
              <tr>
                <th scope="col">{{ t('admin.types.name') }}</th>
                <th scope="col">{{ t('admin.types.duration') }}</th>
                <th scope="col">{{ t('admin.types.active') }}</th>
                <th scope="col" class="number">
                  {{ t('admin.types.price') }}
                </th>
              </tr>
            </thead>
            <tbody>
              @for (row of resource.value().items; track row.id) {
                <tr>
                  <td class="lead">
                    <a class="row-link" [routerLink]="['/admin/interview-types', row.id]">{{ row.name }}</a>
                    <span class="second">{{ row.slug }}</span>
                  </td>
                  <td [attr.data-label]="t('admin.types.duration')">
                    {{ format.duration(row.durationMinutes * 60) }}
                  </td>
                  <td [attr.data-label]="t('admin.types.active')">
                    <gr-status-chip [tone]="row.active ? 'calm' : 'quiet'">{{
                      row.active ? t('admin.types.bookable') : t('admin.types.hidden')
                    }}</gr-status-chip>
                  </td>
                  <td class="number" [attr.data-label]="t('admin.types.price')">
                    {{ price(row) ?? t('shell.free') }}
                  </td>
                </tr>
              }
            </tbody>
          </table>
        </div>
      }
    </ng-container>
  `,
  styleUrl: '../table.scss',
})
export class InterviewTypesPage {
  protected readonly format = inject(Formatter);
  protected readonly resource = apiResource(catalogueRoutes.adminListInterviewTypes, () => ({}));
  protected readonly error = computed(() => {
    const error = this.resource.error();
    return error ? toApiError(error) : null;
  });

  /** Null when it costs nothing. */
  protected price({ priceMinor, currency }: AdminInterviewType): string | null {
    return priceMinor === 0 ? null : this.format.money({ amountMinor: priceMinor, currency });
  }
}
