-- Whether a recorder (Jibri) may come into a room, and what becomes of it. A moderator's request to start one reaches the
-- focus only after the API, which knows who has agreed, has said yes; until then no recorder gets in, whatever its
-- password. It comes once, alone, if the API still says yes, and the API learns when it came, left, or did not come.
-- Options: greenroom_api_url, greenroom_secret, greenroom_hidden_domain (whose accounts are recorders),
-- greenroom_focus_account, greenroom_recorder_patience.

local async = require "util.async";
local jid = require "util.jid";
local json = require "util.json";
local new_uuid = require "util.uuid".generate;
local now = require "util.time".now;
local st = require "util.stanza";
local timer = require "util.timer";
local instant = module:require "greenroom_instant".format;
local reports = module:require "greenroom_reports";

local mod_muc = module:depends "muc";
local refuse = module:depends "greenroom_rooms".refuse;

local JIBRI = "http://jitsi.org/protocol/jibri";
-- What a request may say. Anything else would stream, call a telephone, or hand data to the recorder.
local KNOWN = { xmlns = true, action = true, recording_mode = true };
-- States that are kept while the API is away.
local CAPACITY = 1000;

local hidden_domain = module:get_option_string("greenroom_hidden_domain");
local focus = module:get_option_string("greenroom_focus_account");
-- How long a recorder that was asked for may take to come, seconds. Jicofo tries each of its recorders for 90.
local patience = module:get_option_number("greenroom_recorder_patience", 120);
assert(hidden_domain, "greenroom_hidden_domain is not set");
assert(focus, "greenroom_focus_account is not set");

-- Room by name: { recorder = its address in the room, once it is there }, from the API's yes until the recorder has left.
local permits = module:shared("/*/greenroom/permits");
local states = reports.queues_to("/api/conference/recordings/states", CAPACITY, function (event) return event.state; end);

local function tell(name, state)
	states.add(name, { id = new_uuid(), room = name, state = state, occurredAt = instant(now()) });
end

local function give_up(name, permit)
	if permits[name] ~= permit or permit.recorder then return false; end
	permits[name] = nil;
	tell(name, "recorder-failed");
	return true;
end

local function permit_recorder(name)
	local permit = {};
	permits[name] = permit;
	timer.add_task(patience, function () give_up(name, permit); end);
end

local function message_of(text)
	local body = json.decode(text or "");
	local fault = type(body) == "table" and (body.error or body);
	local message = type(fault) == "table" and fault.message;
	return type(message) == "string" and message or "This interview is not to be recorded";
end

-- Waits for the API. Returns nil when a recorder may start, else the condition and the text of the refusal.
local function refusal_of(name)
	local status, answer;
	local wait, go_on = async.waiter();
	reports.ask("/api/conference/recordings/starts", { room = name }, function (code, text)
		status, answer = code, text;
		go_on();
	end);
	wait();
	if status == 403 then return "policy-violation", message_of(answer); end
	local body = status == 200 and json.decode(answer);
	if type(body) ~= "table" or type(body.recordingId) ~= "string" then
		return "service-unavailable", "It cannot be found out whether this interview may be recorded";
	end
end

local function start(event, name, target)
	local request = event.stanza.tags[1];
	for attribute in pairs(request.attr) do
		if not KNOWN[attribute] then return refuse(event, "cancel", "not-allowed", "Recordings are files alone"); end
	end
	if request.attr.recording_mode ~= "file" then
		return refuse(event, "cancel", "not-allowed", "Recordings are files alone");
	end
	if not target or target.bare_jid ~= focus then return refuse(event, "cancel", "item-not-found"); end
	if permits[name] and permits[name].recorder then
		return refuse(event, "wait", "unexpected-request", "It is being recorded already");
	end
	local condition, text = refusal_of(name);
	if event.origin.destroyed then return true; end
	if condition then
		module:log("info", "no recorder in room %s: %s", name, text);
		return refuse(event, "wait", condition, text);
	end
	permit_recorder(name);
end

module:hook("iq/full", function (event)
	local stanza = event.stanza;
	local request = stanza.attr.type == "set" and stanza:get_child("jibri", JIBRI);
	if not request then return nil; end
	local room = mod_muc.get_room_from_jid(jid.bare(stanza.attr.to));
	local sender = room and room:get_occupant_by_real_jid(stanza.attr.from);
	if not sender or sender.role ~= "moderator" then return refuse(event, "auth", "forbidden"); end
	if request.attr.action == "stop" then return nil; end
	if request.attr.action ~= "start" then return refuse(event, "modify", "bad-request"); end
	return start(event, (jid.split(room.jid)), room:get_occupant_by_nick(stanza.attr.to));
end, 10);

-- Before mod_greenroom_rooms: a recorder has no token, and would be let in as Jitsi's own components are.
local function on_presence(event)
	local stanza = event.stanza;
	if stanza.attr.type ~= nil or jid.host(stanza.attr.from) ~= hidden_domain then return nil; end
	local room = mod_muc.get_room_from_jid(jid.bare(stanza.attr.to));
	local present = room and room:get_occupant_jid(stanza.attr.from);
	if present then
		if present ~= stanza.attr.to and jid.resource(stanza.attr.to) then return refuse(event, "cancel", "not-allowed"); end
		return nil;
	end
	local name = jid.split(stanza.attr.to);
	local permit = room and permits[name];
	-- Asked again: a consent may have been taken back since the recorder was sent for.
	local condition = permit and not permit.recorder and refusal_of(name);
	if event.origin.destroyed then return true; end
	if not permit or permit.recorder or permits[name] ~= permit or condition then
		return refuse(event, "auth", "forbidden", "No recorder was asked for here");
	end
end
module:hook("presence/full", on_presence, 11);
module:hook("presence/bare", on_presence, 11);

module:hook("muc-occupant-joined", function (event)
	local name = jid.split(event.room.jid);
	if jid.host(event.occupant.bare_jid) ~= hidden_domain then return; end
	permits[name].recorder = event.occupant.nick;
	tell(name, "recorder-joined");
end, 10);

module:hook("muc-occupant-left", function (event)
	local name = jid.split(event.room.jid);
	local permit = permits[name];
	if not permit or permit.recorder ~= event.occupant.nick then return; end
	permits[name] = nil;
	tell(name, "recorder-left");
end, 10);

module:hook("muc-room-destroyed", function (event)
	local name = jid.split(event.room.jid);
	if permits[name] then give_up(name, permits[name]); end
end, 10);

-- Jibri does not notice that it was removed, only that nobody is left for it, half a minute later. The focus tells it at
-- once when a moderator wants it to stop: it is asked in the name of one who is there.
local function ask_focus_to_stop(room)
	local target, moderator;
	for _, occupant in room:each_occupant() do
		if occupant.bare_jid == focus then target = occupant;
		elseif occupant.role == "moderator" then moderator = moderator or occupant; end
	end
	if not target or not moderator then return; end
	local request = st.iq({ type = "set", id = new_uuid(), from = moderator.nick, to = target.jid });
	room:route_stanza(request:tag("jibri", { xmlns = JIBRI, action = "stop", recording_mode = "file" }):up());
end

-- By mod_greenroom_control: true when there was a recorder, which is out then. One that is on its way is not let in.
module:hook("greenroom-stop-recording", function (event)
	local permit = permits[event.room];
	if not permit or give_up(event.room, permit) then return nil; end
	local room = mod_muc.get_room_from_jid(event.room .. "@" .. module.host);
	ask_focus_to_stop(room);
	room:set_role(true, permit.recorder, nil, "The recording was ended");
	return true;
end);
