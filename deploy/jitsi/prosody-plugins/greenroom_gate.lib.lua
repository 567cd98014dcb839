-- The API's side of the reservation gate over HTTP, form-encoded as Jitsi's mod_reservations asks it.

local datetime = require "util.datetime";
local http = require "net.http";
local json = require "util.json";
local now = require "util.time".now;

local function decode(text)
	local value = json.decode(text or "");
	return type(value) == "table" and value or {};
end

local function refusal(code, message)
	return { code = code, message = message };
end

-- `mod_reservations` reads `message`; the API's own errors carry it one level deeper.
local function message_of(body, code)
	local deeper = type(body.error) == "table" and body.error.message;
	local message = body.message or deeper;
	return type(message) == "string" and message or ("The room could not be reserved (%d)"):format(code);
end

-- Seconds since the epoch with their fraction, which Prosody 0.12 leaves out; nil when it is no instant.
local function parse_instant(text)
	local seconds = type(text) == "string" and datetime.parse(text);
	if not seconds then return nil; end
	return math.floor(seconds) + tonumber(text:match("T[%d:]+(%.%d+)") or "0");
end

local function reservation_of(body, room)
	local starts_at = parse_instant(body.start_time);
	local duration = tonumber(body.duration);
	local id = body.id;
	if type(id) == "number" then id = ("%d"):format(id); end
	local is_usable = starts_at and duration and duration > 0 and type(id) == "string" and id ~= ""
		and type(body.name) == "string" and body.name:lower() == room;
	if not is_usable then return nil, refusal(502, "The reservation service gave no usable answer"); end
	local ends_at = starts_at + duration;
	if ends_at <= now() then return nil, refusal(403, "The reserved time is over"); end
	return { id = id, ends_at = ends_at, max_occupants = tonumber(body.max_occupants) };
end

-- A gate at `base` (without `/conference`), authorised by the secret shared with the API; `shard` is how this server calls
-- itself where there are several, nil where it is alone.
local function new(base, secret, shard)
	local headers = { Authorization = "Bearer " .. secret };
	local gate = {};

	local function answered(room, done)
		return function (text, code)
			if code == 0 then
				return done(nil, refusal(503, "The reservation service cannot be reached"));
			end
			local body = decode(text);
			if code >= 200 and code < 300 then return done(reservation_of(body, room)); end
			return done(nil, refusal(code, message_of(body, code)));
		end;
	end

	-- Calls `done` with the reservation { id, ends_at, max_occupants }, or with nil and { code, message }.
	function gate.reserve(room, owner, done)
		local form = {
			{ name = "name", value = room };
			{ name = "start_time", value = datetime.datetime(math.floor(now())) };
			{ name = "mail_owner", value = owner };
		};
		if shard then table.insert(form, { name = "shard", value = shard }); end
		local body = http.formencode(form);
		http.request(base .. "/conference", { method = "POST", headers = headers, body = body }, function (text, code)
			local existing = code == 409 and decode(text).conflict_id;
			if not existing then return answered(room, done)(text, code); end
			local url = base .. "/conference/" .. http.urlencode(tostring(existing));
			http.request(url, { headers = headers }, answered(room, done));
		end);
	end

	-- Best effort: the API also learns the end of the room from the presence events.
	function gate.release(reservation)
		local url = base .. "/conference/" .. http.urlencode(reservation.id);
		http.request(url, { method = "DELETE", headers = headers }, function () end);
	end

	return gate;
end

return { new = new };
