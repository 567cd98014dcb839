-- Who is in which room: with the identity of their token, and everybody once. Tells other modules of this component
-- what happened, by the event `greenroom-fact`. What people may do in a room stands in mod_greenroom_roles.

local jid = require "util.jid";
local now = require "util.time".now;
local new_uuid = require "util.uuid".generate;
local sessionmanager = require "core.sessionmanager";
local st = require "util.stanza";

local mod_muc = module:depends "muc";

local MUC = "http://jabber.org/protocol/muc";
local USER = MUC .. "#user";
-- Replaced sessions that are remembered; the oldest are forgotten first.
local MAX_REPLACED = 1000;
-- What only the server may say in a presence; the client's own version of it is dropped.
local SERVER_ONLY = { identity = true, flip_device = true, delay = true };

local reservations = module:shared("/*/greenroom/reservations");
local replaced = module:shared("/*/greenroom/replaced");
local replaced_in_order = {};

-- Room by address: { occupants by address: { id, userId, name, role, joined_at, session } }. Only rooms that the API has
-- agreed to: the focus has others, to see whether the server is well, which are nobody's business.
local living = {};

local function name_of(room)
	return (jid.split(room.jid));
end

local function tell(room, fact_type, occupant, at)
	module:fire_event("greenroom-fact", {
		room = name_of(room); type = fact_type; occupant = occupant; at = at or now();
	});
end

-- Who is in a room of this name, in the order they came; nil when there is no such room.
function occupants_of(name)
	local room = living[name .. "@" .. module.host];
	if not room then return nil; end
	local people = {};
	for _, occupant in pairs(room.occupants) do table.insert(people, occupant); end
	table.sort(people, function (a, b) return a.joined_at < b.joined_at; end);
	return people;
end

-- Everybody leaves and is told why. False when there is no such room.
function end_room(name, reason)
	local room = mod_muc.get_room_from_jid(name .. "@" .. module.host);
	if not room then return false; end
	room:destroy(nil, reason);
	return true;
end

-- The person of a session with a token, and the session; nil for Jitsi's own components.
function person_of(address)
	local session = prosody.full_sessions[address];
	return session and session.greenroom_person, session;
end

function refuse(event, error_type, condition, text)
	if event.stanza.attr.type ~= "error" and event.stanza.attr.type ~= "result" then
		event.origin.send(st.error_reply(event.stanza, error_type, condition, text));
	end
	return true;
end

local function remember_replaced(session)
	local ticket = session.resumption_token;
	if not ticket then return; end
	replaced[ticket] = true;
	table.insert(replaced_in_order, ticket);
	if #replaced_in_order > MAX_REPLACED then replaced[table.remove(replaced_in_order, 1)] = nil; end
end

-- Removes the older entry of a person. One that lost its socket would otherwise count as another person for the whole
-- hibernation. Jitsi's clients know the `flip_device`; the others only see that the entry is gone.
local function replace(room, address, session)
	local occupant = room:get_occupant_by_nick(address);
	if not occupant then return; end
	local role = occupant.role;
	occupant.role = nil;
	for real_jid in occupant:each_session() do
		occupant:set_session(real_jid, st.presence({ type = "unavailable" }):tag("flip_device"):up());
	end
	room:save_occupant(occupant);
	local plain = st.stanza("x", { xmlns = USER });
	local own = st.stanza("x", { xmlns = USER }):tag("status", { code = "307" }):up();
	room:publicise_occupant_status(occupant, { base = plain, self = own }, nil, nil, nil, role);
	room.greenroom_replacing = true;
	module:fire_event("muc-occupant-left", { room = room, nick = address, occupant = occupant });
	room.greenroom_replacing = nil;
	remember_replaced(session);
	if session.hibernating then
		session:close();
		if not session.destroyed then sessionmanager.destroy_session(session, "replaced"); end
	end
end

-- Prosody destroys a room that is empty; not while somebody is only taking the own place again.
module:hook("muc-occupant-left", function (event)
	if event.room.greenroom_replacing then return true; end
end, -0.5);

local function stamp(stanza, person)
	stanza:maptags(function (child)
		if SERVER_ONLY[child.name] or child.attr.xmlns == USER then return nil; end
		return child;
	end);
	stanza:tag("identity"):tag("user")
		:text_tag("id", person.id):text_tag("name", person.name):up():up();
end

-- The older entries of somebody, by address in the room: their sessions.
local function former_of(room, person, session)
	local former, count = {}, 0;
	for address, occupant in pairs(living[room.jid] and living[room.jid].occupants or {}) do
		if occupant.userId == person.id and occupant.session ~= session then
			former[address], count = occupant.session, count + 1;
		end
	end
	return former, count;
end

local function people_in(room)
	local count = 0;
	for _ in pairs(living[room.jid] and living[room.jid].occupants or {}) do count = count + 1; end
	return count;
end

-- Somebody with a token comes in; returns true when they may not.
local function enter(event, room, person, session)
	local nick = jid.resource(event.stanza.attr.to);
	if not nick or #nick > 64 or not nick:find("^[%w_.~-]+$") or not event.stanza:get_child("x", MUC) then
		return refuse(event, "modify", "jid-malformed");
	end
	if not room then return; end
	local former, count = former_of(room, person, session);
	local most = (reservations[name_of(room)] or {}).max_occupants;
	if most and people_in(room) - count >= most then
		return refuse(event, "wait", "service-unavailable", "The room is full");
	end
	local holder = room:get_occupant_by_nick(event.stanza.attr.to);
	if holder and not former[holder.nick] then return refuse(event, "cancel", "conflict"); end
	for address, older in pairs(former) do
		older.greenroom_lost_at = nil;
		replace(room, address, older);
	end
end

local function on_presence(event)
	local stanza = event.stanza;
	if stanza.attr.type ~= nil then return; end
	local person, session = person_of(stanza.attr.from);
	if not person then return; end
	local room = mod_muc.get_room_from_jid(jid.bare(stanza.attr.to));
	local present = room and room:get_occupant_jid(stanza.attr.from);
	if present and present ~= stanza.attr.to and jid.resource(stanza.attr.to) then
		return refuse(event, "cancel", "not-allowed", "The name in the room stays");
	end
	if not present and enter(event, room, person, session) then return true; end
	stamp(stanza, person);
end
module:hook("presence/full", on_presence, 10);
module:hook("presence/bare", on_presence, 10);

module:hook("muc-occupant-joined", function (event)
	local room, occupant = event.room, event.occupant;
	if not living[room.jid] then
		if not reservations[name_of(room)] then return; end
		living[room.jid] = { occupants = {}, meeting = new_uuid(), created_at = now() };
		tell(room, "room-created");
	end
	local person, session = person_of(occupant.jid);
	if not person then return; end
	local reported = {
		id = jid.resource(occupant.nick);
		userId = person.id;
		name = person.name;
		role = person.moderator and "moderator" or "participant";
		joined_at = now();
		session = session;
	};
	living[room.jid].occupants[occupant.nick] = reported;
	tell(room, "occupant-joined", reported, reported.joined_at);
end, 10);

module:hook("muc-occupant-left", function (event)
	local room = living[event.room.jid];
	local occupant = room and room.occupants[event.occupant.nick];
	if not occupant then return; end
	room.occupants[event.occupant.nick] = nil;
	tell(event.room, "occupant-left", occupant, occupant.session.greenroom_lost_at);
end, 10);

module:hook("muc-room-destroyed", function (event)
	if living[event.room.jid] then
		living[event.room.jid] = nil;
		tell(event.room, "room-destroyed");
	end
	prosody.events.fire_event("greenroom-room-destroyed", { name = name_of(event.room) });
end, 10);

-- What Jitsi's clients ask of a room, and its focus as the room's owner.
module:hook("muc-disco#info", function (event)
	local room = living[event.room.jid];
	if not room or not event.form then return; end
	table.insert(event.form, { name = "muc#roominfo_meetingId", type = "text-single" });
	table.insert(event.form, { name = "muc#roominfo_created_timestamp", type = "text-single" });
	event.formdata["muc#roominfo_meetingId"] = room.meeting;
	event.formdata["muc#roominfo_created_timestamp"] = ("%d"):format(math.floor(room.created_at * 1000));
end);
module:hook("muc-config-form", function (event)
	local room = living[event.room.jid];
	if not room then return; end
	table.insert(event.form, { name = "muc#roominfo_meetingId", type = "text-single", value = room.meeting });
end);
