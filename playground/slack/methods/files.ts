import type { Args } from '../args.js';
import { readBlocks } from '../blocks/check.js';
import { addFile } from '../files.js';
import { post } from '../messages.js';
import type { Json, SlackFile } from '../model.js';
import { isJson } from '../model.js';
import { invalidArguments, Refusal } from '../refusal.js';
import type { World } from '../world.js';
import { present } from './content.js';
import { joinedChannel, type Methods } from './method.js';

function getUploadUrl(args: Args, world: World): Json {
  const name = args.required('filename');
  const length = args.number('length');
  if (length === undefined) throw invalidArguments('missing required field: length');
  if (length === 0) throw new Refusal('file_upload_size_restricted');
  const id = world.workspace.ids.next('F');
  const key = world.workspace.ids.hex(24);
  world.uploads.set(key, { id, name, length });
  return { upload_url: world.url(`/upload/${key}`), file_id: id };
}

function complete(args: Args, world: World): Json {
  const given = args.json('files');
  if (!Array.isArray(given) || given.length === 0) throw invalidArguments('missing required field: files');
  const wanted = given.filter(isJson);
  const channel = args.text('channel_id') ? joinedChannel(withChannel(args), world) : undefined;
  if (channel?.is_archived) throw new Refusal('is_archived');
  const files = wanted.map((file) => stored(file, world));
  if (channel) {
    for (const file of files) file.channels.push(channel.id);
    post(
      world.workspace,
      channel,
      present({
        text: args.text('initial_comment') ?? '',
        blocks: readBlocks(args.json('blocks')),
        user: world.app.userId,
        bot_id: world.app.botId,
        app_id: world.app.id,
        thread_ts: args.text('thread_ts'),
        files,
        upload: true,
        subtype: 'file_share',
      }),
    );
  }
  return { files };
}

const withChannel = (args: Args): Args => {
  args.values.channel = args.values.channel_id;
  return args;
};

/** The uploaded bytes behind `{id, title}`; `file_not_found` until they arrived. */
function stored(file: Json, world: World): SlackFile {
  for (const [key, upload] of world.uploads) {
    if (upload.id !== file.id || !upload.body) continue;
    world.uploads.delete(key);
    const title = typeof file.title === 'string' ? file.title : upload.name;
    return addFile(world.workspace, world.url, {
      id: upload.id,
      name: upload.name,
      title,
      user: world.app.userId,
      body: upload.body,
    });
  }
  throw new Refusal('file_not_found');
}

function info(args: Args, world: World): Json {
  const file = world.workspace.files.get(args.required('file'));
  if (!file || !canSee(file, world)) throw new Refusal('file_not_found');
  return { file };
}

/** The bot sees its own files and those shared where it is a member. */
export const canSee = (file: SlackFile, { app, workspace }: World): boolean =>
  file.user === app.userId || file.channels.some((id) => workspace.channels.get(id)?.members.has(app.userId));

export const files: Methods = {
  'files.getUploadURLExternal': { tier: 4, scope: 'files:write', run: getUploadUrl },
  'files.completeUploadExternal': { tier: 4, scope: 'files:write', run: complete },
  'files.info': { tier: 4, scope: 'files:read', run: info },
};
