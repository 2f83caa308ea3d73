import type { Context } from '@deskgraph/kit';
import { Arg, Ctx, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import { Session, SessionPayload, SessionRevocation } from './session.entity.js';
import { SessionRevokeInput } from './session.inputs.js';
import * as service from './session.service.js';

@Resolver(() => Session)
export class SessionResolver {
  @Query(() => [Session], {
    nullable: true,
    description: 'The browsers in which the viewer is signed in, the last used first. Only a browser may ask.',
  })
  sessions(@Ctx() ctx: Context): Promise<Session[]> {
    return service.list(ctx);
  }

  @Subscription(() => SessionRevocation, {
    topics: 'session',
    nullable: true,
    description: 'Tells whenever one of the viewer\'s own sessions ends. Frames carry `extensions.position`.',
  })
  sessionRevoked(
    @Root() revocation: SessionRevocation,
    @Arg('after', () => String, { nullable: true, description: 'A frame\'s position: what was missed since is told first.' }) _after: string | null,
  ): SessionRevocation {
    return revocation;
  }

  @Mutation(() => SessionPayload, { nullable: true, description: 'Signs the viewer out of one browser.' })
  async sessionRevoke(
    @Ctx() ctx: Context,
    @Arg('input', () => SessionRevokeInput, { description: 'Which session to end.' }) { id }: SessionRevokeInput,
  ): Promise<SessionPayload> {
    return { session: await service.revoke(ctx, id), ended: true };
  }

  @Mutation(() => SessionPayload, { nullable: true, description: 'Signs the viewer out of every browser but this one.' })
  async sessionRevokeOthers(@Ctx() ctx: Context): Promise<SessionPayload> {
    return { ended: await service.revokeOthers(ctx) };
  }
}
