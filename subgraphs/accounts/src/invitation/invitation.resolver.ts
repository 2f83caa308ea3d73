import { abilities, connectionOf, OrderDirection, PageArgs, type Context, type Page } from '@deskgraph/kit';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Member } from '../member/member.entity.js';
import { memberById } from '../member/member.loader.js';
import { Role } from '../role/role.entity.js';
import { mandateByRole, roleById } from '../role/role.loader.js';
import { Invitation, InvitationPayload, InvitationState } from './invitation.entity.js';
import { InvitationFilter, InvitationOrder, InvitationOrderField, InvitationResendInput, InvitationRevokeInput, MemberInviteInput } from './invitation.inputs.js';
import { invitationById } from './invitation.loader.js';
import { invitationPolicy } from './invitation.policy.js';
import * as service from './invitation.service.js';

const InvitationConnection = connectionOf(Invitation, 'Invitation');
const newestFirst: InvitationOrder = { field: InvitationOrderField.CREATED_AT, direction: OrderDirection.DESC };

@Resolver(() => Invitation)
export class InvitationResolver {
  @Query(() => Invitation, { nullable: true, description: 'One invitation.' })
  invitation(@Ctx() ctx: Context, @Arg('id', () => ID, { description: 'Its id (uuid).' }) id: string): Promise<Invitation | null> {
    return invitationById(ctx).load(id);
  }

  @Query(() => InvitationConnection, { nullable: true, description: 'The organization\'s invitations, the newest first unless asked otherwise.' })
  invitations(
    @Ctx() ctx: Context,
    @Arg('filter', () => InvitationFilter, { nullable: true, description: 'Which; all unless given.' }) filter: InvitationFilter | null,
    @Arg('orderBy', () => InvitationOrder, { nullable: true, description: 'In which order.' }) orderBy: InvitationOrder | null,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<Invitation>> {
    return service.list(ctx, filter ?? {}, orderBy ?? newestFirst, args);
  }

  @Mutation(() => InvitationPayload, { nullable: true, description: 'Mails somebody a link that lets them join, once, within 72 hours.' })
  async memberInvite(
    @Ctx() ctx: Context,
    @Arg('input', () => MemberInviteInput, { description: 'Whom, and to which role.' }) input: MemberInviteInput,
  ): Promise<InvitationPayload> {
    return { invitation: await service.invite(ctx, input) };
  }

  @Mutation(() => InvitationPayload, { nullable: true, description: 'Sends an invitation again, with a new link; the old one is dead.' })
  async invitationResend(
    @Ctx() ctx: Context,
    @Arg('input', () => InvitationResendInput, { description: 'Which.' }) input: InvitationResendInput,
  ): Promise<InvitationPayload> {
    return { invitation: await service.resend(ctx, input) };
  }

  @Mutation(() => InvitationPayload, { nullable: true, description: 'Takes an invitation back; its link is dead.' })
  async invitationRevoke(
    @Ctx() ctx: Context,
    @Arg('input', () => InvitationRevokeInput, { description: 'Which.' }) input: InvitationRevokeInput,
  ): Promise<InvitationPayload> {
    return { invitation: await service.revoke(ctx, input) };
  }

  @FieldResolver(() => InvitationState, { description: 'What became of it.' })
  state(@Ctx() ctx: Context, @Root() invitation: Invitation): InvitationState {
    return service.stateOf(invitation, ctx.now());
  }

  @FieldResolver(() => Role, { nullable: true, description: 'The role it offers.' })
  role(@Ctx() ctx: Context, @Root() invitation: Invitation): Promise<Role | null> {
    return roleById(ctx).load(invitation.roleId);
  }

  @FieldResolver(() => Member, { nullable: true, description: 'Who sent it; null once they were removed.' })
  invitedBy(@Ctx() ctx: Context, @Root() invitation: Invitation): Promise<Member | null> {
    return memberById(ctx).load(invitation.invitedById);
  }

  @FieldResolver(() => [String], { description: 'What the viewer may do to this invitation: `resend`, `revoke`.' })
  async viewerCan(@Ctx() ctx: Context, @Root() invitation: Invitation): Promise<string[]> {
    const mandate = await mandateByRole(ctx).load(invitation.roleId);
    return mandate ? abilities(ctx.viewer, invitationPolicy, { invitation, permissions: mandate.permissions }) : [];
  }
}
