// What errors mean that come once there is a connection, or of other views.

import { explainMore } from './explain.js';
import { t } from './words.js';

explainMore({
  not_a_member: t`You are not a member of this chat any more. Join it again to write here.`,
  muted: t`You are muted in this chat for the time being.`,
  read_only: t`Only the owner and the moderators write here.`,
  banned: t`You are banned from this chat.`,
  message_not_found: t`This message is not there any more.`,
  blocked: t`You and this person cannot write to each other.`,
  passwords_off: t`People come in here by another application. Open the chat from there.`,
  account_suspended: t`This account is suspended. Ask whoever runs this server.`,
  not_an_admin: t`Only admins of this server can do this.`,
  invalid_credentials: t`That username and password do not belong together. Check both and try again.`,
  not_the_owner: t`Only the owner of the chat can do this.`,
  wrong_password: t`That is not your current password. Try again.`,
  wrong_code: t`That code is wrong, or was used before. Wait for the next one.`,
  second_factor_on: t`The second factor is on already.`,
  wrong_chat_password: t`That is not the password of this chat. Ask someone who is in it.`,
  chat_password_required: t`This chat needs a password. Ask someone who is in it.`,
  join_request_declined: t`You were not let into this chat. You can ask again in some days.`,
  join_request_not_found: t`This person does not wait any more.`,
  already_a_member: t`You are in this chat already.`,
  invitation_not_found: t`This link does not lead anywhere, or not any more. Ask whoever gave it to you for another one.`,
  registration_closed: t`Nobody can create an account here at the moment. Ask whoever runs this server.`,
  invitation_required: t`To create an account here, open the link of an invitation first.`,
  username_taken: t`This username is taken. Choose another one.`,
  owner_must_transfer: t`You own a chat. Make someone else its owner first, or delete it.`,
  direct_chat: t`A direct chat cannot be left. You can block the other person.`,
  payload_too_large: t`This is too large to send.`,
  too_many_files: t`Too many files are waiting. Send or wait before adding more.`,
  file_not_found: t`This file is not there any more.`,
});
