import { abilities, type Context } from '@deskgraph/kit';
import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Connection, ConnectionPayload } from './connection.entity.js';
import { ConnectionCreateInput, ConnectionDeleteInput, ConnectionRotateSecretInput, ConnectionSwitchInput } from './connection.inputs.js';
import { connectionById } from './connection.loader.js';
import { connectionPolicy } from './connection.policy.js';
import * as service from './connection.service.js';

/** Which room hears a provider's calls. */
const rooms: Readonly<Record<string, string>> = { pbx: 'voice' };

@Resolver(() => Connection)
export class ConnectionResolver {
  @Query(() => Connection, { nullable: true, description: 'One connection.' })
  connection(@Ctx() ctx: Context, @Arg('id', () => ID, { description: 'Its id (uuid).' }) id: string): Promise<Connection | null> {
    return connectionById(ctx).load(id);
  }

  @Query(() => [Connection], { nullable: true, description: 'The organization\'s connections, by provider and name.' })
  connections(@Ctx() ctx: Context): Promise<Connection[]> {
    return service.list(ctx);
  }

  @Mutation(() => ConnectionPayload, { nullable: true, description: 'Connects a provider. The secret is in this answer and never in another.' })
  connectionCreate(@Ctx() ctx: Context, @Arg('input', () => ConnectionCreateInput, { description: 'Whom.' }) input: ConnectionCreateInput): Promise<ConnectionPayload> {
    return service.create(ctx, input);
  }

  @Mutation(() => ConnectionPayload, { nullable: true, description: 'Gives a connection a new secret; the one before opens for 24 hours more.' })
  connectionRotateSecret(
    @Ctx() ctx: Context,
    @Arg('input', () => ConnectionRotateSecretInput, { description: 'Which.' }) input: ConnectionRotateSecretInput,
  ): Promise<ConnectionPayload> {
    return service.rotateSecret(ctx, input);
  }

  @Mutation(() => ConnectionPayload, { nullable: true, description: 'Switches a connection on or off.' })
  async connectionSwitch(@Ctx() ctx: Context, @Arg('input', () => ConnectionSwitchInput, { description: 'Which, and to what.' }) input: ConnectionSwitchInput): Promise<ConnectionPayload> {
    return { connection: await service.switchTo(ctx, input) };
  }

  @Mutation(() => ConnectionPayload, { nullable: true, description: 'Deletes a connection with everything it delivered.' })
  async connectionDelete(@Ctx() ctx: Context, @Arg('input', () => ConnectionDeleteInput, { description: 'Which.' }) input: ConnectionDeleteInput): Promise<ConnectionPayload> {
    return { connection: await service.remove(ctx, input) };
  }

  @FieldResolver(() => String, { description: 'Where the provider is to send its calls.' })
  hookUrl(@Ctx() ctx: Context, @Root() { id, provider }: Connection): string {
    return `${ctx.publicUrl}/hooks/${rooms[provider] ?? 'operations'}/${id}`;
  }

  @FieldResolver(() => [String], { description: 'What the viewer may do to it: `rotateSecret`, `switch`, `delete`.' })
  viewerCan(@Ctx() ctx: Context, @Root() connection: Connection): string[] {
    return abilities(ctx.viewer, connectionPolicy, connection);
  }
}
