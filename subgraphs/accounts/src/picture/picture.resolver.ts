import { UploadPayload, type Context } from '@deskgraph/kit';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Member, MemberPayload } from '../member/member.entity.js';
import { MemberPictureUploadStartInput } from './picture.inputs.js';
import * as service from './picture.service.js';

@Resolver(() => Member)
export class PictureResolver {
  @Mutation(() => UploadPayload, {
    nullable: true,
    description: 'Begins the upload of a picture of the viewer\'s own: send the bytes as the answer says, within five minutes and once. `memberChanged` tells when it is there.',
  })
  async memberPictureUploadStart(
    @Ctx() ctx: Context,
    @Arg('input', () => MemberPictureUploadStartInput, { description: 'What will come.' }) input: MemberPictureUploadStartInput,
  ): Promise<UploadPayload> {
    return { upload: await service.start(ctx, input) };
  }

  @Mutation(() => MemberPayload, { nullable: true, description: 'Removes the viewer\'s own picture.' })
  async memberPictureRemove(@Ctx() ctx: Context): Promise<MemberPayload> {
    return { member: await service.remove(ctx) };
  }

  @FieldResolver(() => String, { nullable: true, description: 'Where their picture can be fetched, for at most five minutes and by whoever has the link; null where there is none.' })
  pictureUrl(@Ctx() ctx: Context, @Root() member: Member): string | null {
    return service.urlOf(ctx, member);
  }
}
