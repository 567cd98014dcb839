-- Where somebody with a room token may send anything: to this server, to the focus about the own room, and into the
-- own room, once the API has agreed that it is opened. Everything else on this server is out of reach.
-- Options: greenroom_api_url, greenroom_secret, greenroom_shard, main_muc, greenroom_focus.

local async = require "util.async";
local jid = require "util.jid";
local now = require "util.time".now;
local st = require "util.stanza";
local timer = require "util.timer";
local gate_at = module:require "greenroom_gate".new;

local FOCUS = "http://jitsi.org/protocol/focus";
-- How long an opened room waits for its first occupant, seconds.
local UNUSED = 30;
-- Longest wait for the API: the person is looking at "connecting" meanwhile, seconds.
local GATE_TIMEOUT = 5;

local muc_host = module:get_option_string("main_muc");
local focus_host = module:get_option_string("greenroom_focus", "focus." .. module.host);
local api_url = module:get_option_string("greenroom_api_url", ""):gsub("/$", "");
local secret = module:get_option_string("greenroom_secret", "");
assert(muc_host, "main_muc is not set");
assert(api_url:find("^https?://"), "greenroom_api_url is not set");
assert(#secret >= 16, "greenroom_secret has at least 16 signs");
local shard = module:get_option_string("greenroom_shard", "");
local gate = gate_at(api_url .. "/api/conference/reservation", secret, shard ~= "" and shard or nil);

-- Room by name: the reservation { id, ends_at, max_occupants }, for as long as the room may live.
local reservations = module:shared("/*/greenroom/reservations");
-- Room by name: who waits for the API's answer.
local waiting = {};

local function room_of(name)
	local muc = prosody.hosts[muc_host].modules.muc;
	return muc and muc.get_room_from_jid(name .. "@" .. muc_host);
end

local function release(name, reservation)
	if reservations[name] ~= reservation then return; end
	reservations[name] = nil;
	gate.release(reservation);
end

-- No room outlives its reservation, and none that nobody entered is kept.
local function keep_time(name, reservation)
	timer.add_task(reservation.ends_at - now(), function ()
		if reservations[name] ~= reservation then return; end
		local room = room_of(name);
		if room then room:destroy(nil, "The reserved time is over"); end
		release(name, reservation);
	end);
	timer.add_task(UNUSED, function ()
		if not room_of(name) then release(name, reservation); end
	end);
end

local function ask_gate(name, owner)
	local is_answered = false;
	local function done(reservation, refused)
		if is_answered then return; end
		is_answered = true;
		if reservation then
			reservations[name] = reservation;
			keep_time(name, reservation);
		end
		local people = waiting[name];
		waiting[name] = nil;
		for _, go_on in ipairs(people) do go_on(refused); end
	end
	timer.add_task(GATE_TIMEOUT, function ()
		done(nil, { code = 503, message = "The reservation service cannot be reached" });
	end);
	gate.reserve(name, owner, done);
end

-- Waits until the API has said whether the room may be opened; people who come at the same moment share its answer.
-- Returns nil when it may, else { code, message }; and true when the one who asked has gone meanwhile.
local function refusal_of(name, session)
	if reservations[name] then return nil; end
	local refused;
	local wait, go_on = async.waiter();
	local is_first = not waiting[name];
	waiting[name] = waiting[name] or {};
	table.insert(waiting[name], function (reason)
		refused = reason;
		go_on();
	end);
	if is_first then ask_gate(name, session.greenroom_person.id); end
	wait();
	return refused, session.destroyed;
end

local function refuse(event, error_type, condition, text, extra)
	local stanza = event.stanza;
	local is_answer = stanza.attr.type == "error" or stanza.attr.type == "result";
	if not is_answer then
		local reply = st.error_reply(stanza, error_type, condition, text);
		if extra then reply:get_child("error"):add_child(extra); end
		event.origin.send(reply);
	end
	return true;
end

local MISMATCH = "Room and token mismatched";

local function to_focus(event, person)
	local request = event.stanza.name == "iq" and event.stanza:get_child("conference", FOCUS);
	local name, host = jid.split(request and request.attr.room);
	if name ~= person.room or host ~= muc_host then
		return refuse(event, "auth", "not-authorized", MISMATCH);
	end
	local refused, is_gone = refusal_of(person.room, event.origin);
	if is_gone then return true; end
	if refused then
		local extra = st.stanza("reservation-error", { xmlns = FOCUS, ["error-code"] = ("%d"):format(refused.code) });
		return refuse(event, "cancel", "service-unavailable", refused.message, extra);
	end
end

local function to_room(event, person, name)
	if name ~= person.room then return refuse(event, "cancel", "not-allowed", MISMATCH); end
	if event.stanza.name ~= "presence" or event.stanza.attr.type ~= nil then return nil; end
	local refused, is_gone = refusal_of(person.room, event.origin);
	if is_gone then return true; end
	if refused then return refuse(event, "cancel", "not-allowed", refused.message); end
end

module:hook("pre-stanza", function (event)
	local person = event.origin.greenroom_person;
	local to = event.stanza.attr.to;
	if not person or not to or to == module.host then return nil; end
	local name, host = jid.split(to);
	if host == muc_host then return to_room(event, person, name); end
	if host == focus_host then return to_focus(event, person); end
	return refuse(event, "cancel", "not-allowed", MISMATCH);
end, 100);

-- Since when somebody is out of reach, who may still come back.
module:hook("smacks-hibernation-start", function (event)
	event.origin.greenroom_lost_at = now();
end);
module:hook("smacks-hibernation-end", function (event)
	event.resumed.greenroom_lost_at = nil;
end);

-- A newer entry of the same person has the place: the older one learns so instead of pushing it out in turn.
local replaced = module:shared("/*/greenroom/replaced");
module:hook_tag("urn:xmpp:sm:3", "resume", function (session, stanza)
	if not replaced[stanza.attr.previd or ""] then return nil; end
	session:close { condition = "conflict", text = "replaced" };
	return true;
end, 10);

-- A room that is gone needs its reservation no more.
module:hook_global("greenroom-room-destroyed", function (event)
	local reservation = reservations[event.name];
	if reservation then release(event.name, reservation); end
end);

-- When the server is stopped, connections end without a word, so that people come back to the next one: a farewell would
-- be told to the others in the room, whose browsers would cut off the picture and the sound.
local connections = module:shared("/*/c2s/sessions");
module:hook_global("server-stopping", function ()
	for _, account in pairs(prosody.hosts[module.host].sessions) do
		for _, session in pairs(account.sessions) do
			local connection = session.conn;
			if connection then
				connections[connection] = nil;
				session.conn = nil;
				connection:close();
			end
		end
	end
end, 100);
