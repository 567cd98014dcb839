-- What people may do in a room: the token alone makes a moderator, who may remove a participant. Nobody changes roles or
-- settings from inside, not even a moderator; Jitsi's own components, such as the focus, lead every room. A recorder is
-- none of them: it sees and hears as a participant does.
-- Options: greenroom_domain, whose people have tokens; greenroom_hidden_domain, whose accounts are recorders.

local jid = require "util.jid";

local mod_muc = module:depends "muc";
local rooms = module:depends "greenroom_rooms";
local person_of, refuse = rooms.person_of, rooms.refuse;

local MUC = "http://jabber.org/protocol/muc";

local domain = module:get_option_string("greenroom_domain");
assert(domain, "greenroom_domain is not set");
local hidden_domain = module:get_option_string("greenroom_hidden_domain");

-- Somebody of the meeting domain without a person is one whose session is gone.
local function is_component(address)
	local host = jid.host(address);
	return not person_of(address) and host ~= domain and host ~= hidden_domain;
end

local function affiliation_of(address)
	if is_component(address) then return "owner"; end
	local person = person_of(address);
	return person and person.moderator and "owner" or "none";
end

local function settle(room, address)
	local bare = jid.bare(address);
	local wanted = affiliation_of(address);
	if (room:get_affiliation(bare) or "none") ~= wanted then room:set_affiliation(true, bare, wanted); end
end

-- What the token of somebody says, whose sessions are all of one token; nil for whoever has none.
local function person_at(bare)
	local account = prosody.bare_sessions[bare];
	for _, session in pairs(account and account.sessions or {}) do
		if session.greenroom_person then return session.greenroom_person; end
	end
end

-- Whoever asks: the focus too makes people owners, all of those that have logged in, unless its settings say otherwise.
module:hook("muc-pre-set-affiliation", function (event)
	if jid.host(event.jid) ~= domain then return; end
	local person = person_at(event.jid);
	local wanted = person and person.moderator and "owner" or "none";
	if (event.affiliation or "none") == wanted then return; end
	event.allowed = false;
	event.error = { type = "cancel", condition = "not-allowed" };
end);

module:hook("muc-pre-set-role", function (event)
	if event.role ~= "moderator" or jid.host(event.occupant.bare_jid) ~= domain then return; end
	local person = person_at(event.occupant.bare_jid);
	if person and person.moderator then return; end
	event.allowed, event.error, event.condition = false, "cancel", "not-allowed";
end);

-- After mod_greenroom_rooms has let somebody in, before Prosody gives the role that goes with the affiliation.
local function before_entry(event)
	if event.stanza.attr.type ~= nil then return; end
	local room = mod_muc.get_room_from_jid(jid.bare(event.stanza.attr.to));
	if room and not room:get_occupant_jid(event.stanza.attr.from) then settle(room, event.stanza.attr.from); end
end
module:hook("presence/full", before_entry, 9);

-- Prosody makes whoever comes first an owner; the token decides instead.
module:hook("muc-room-pre-create", function (event)
	settle(event.room, event.stanza.attr.from);
end, -2);

module:hook("iq-set/bare/" .. MUC .. "#admin:query", function (event)
	local from = event.stanza.attr.from;
	if is_component(from) then return; end
	local room = mod_muc.get_room_from_jid(event.stanza.attr.to);
	local items = event.stanza.tags[1].tags;
	local item = items[1];
	if not room or not item or #items ~= 1 then return refuse(event, "modify", "bad-request"); end
	local actor = room:get_occupant_by_real_jid(from);
	if not actor or room:get_affiliation(from) ~= "owner" then return refuse(event, "auth", "forbidden"); end
	if item.attr.role ~= "none" or item.attr.affiliation or item.attr.jid then
		return refuse(event, "cancel", "not-allowed", "Roles come from the token");
	end
	local target = room:get_occupant_by_nick(room.jid .. "/" .. (item.attr.nick or ""));
	if not target then return refuse(event, "cancel", "item-not-found"); end
	if room:get_affiliation(target.bare_jid) == "owner" then return refuse(event, "cancel", "not-allowed"); end
end, 10);

local function for_components_only(event)
	if not is_component(event.stanza.attr.from) then return refuse(event, "auth", "forbidden"); end
end
module:hook("iq-set/bare/" .. MUC .. "#owner:query", for_components_only, 10);
module:hook("iq-get/bare/" .. MUC .. "#owner:query", for_components_only, 10);
module:hook("iq/bare/jabber:iq:register:query", for_components_only, 10);

-- Invitations and requests for a role go to others in the server's name: there is no use for them here.
module:hook("message/bare", function (event)
	if event.stanza.attr.type ~= "groupchat" then return for_components_only(event); end
end, 10);
