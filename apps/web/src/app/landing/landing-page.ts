import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { catalogueRoutes } from '@greenroom/contracts';
import { EmptyState } from '@greenroom/ui/empty-state';
import { ErrorState } from '@greenroom/ui/error-state';
import { Icon } from '@greenroom/ui/icon';
import { Skeleton } from '@greenroom/ui/skeleton';
import { TranslocoDirective } from '@jsverse/transloco';
import { apiResource } from '../platform/api';
import { Formatter } from '../platform/formatter';
import { RoomPicture } from './room-picture';
import { StepPicture } from './step-picture';

/** `/`: what one gets, what it costs, and how it works. */
@Component({
  selector: 'gr-landing-page',
  imports: [EmptyState, ErrorState, Icon, RoomPicture, RouterLink, Skeleton, StepPicture, TranslocoDirective],
  templateUrl: './landing-page.html',
  styleUrl: './landing-page.scss',
})
export class LandingPage {
  protected readonly format = inject(Formatter);
  protected readonly types = apiResource(catalogueRoutes.listInterviewTypes, () => ({}));
  protected readonly steps = ['choose', 'talk', 'learn'] as const;
}
