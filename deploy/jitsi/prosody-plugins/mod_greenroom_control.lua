-- The API's commands and questions over HTTP, signed like the presence reports: `POST /rooms/<room>/end` (204) and
-- `POST /rooms/<room>/occupants` (200 with who is there), each 404 when there is no such room, and
-- `POST /rooms/<room>/stop-recording` (200), 404 when no recorder is there.
-- Option: greenroom_secret. Reached below /greenroom of Prosody's HTTP port.

local array = require "util.array";
local json = require "util.json";
local now = require "util.time".now;
local urldecode = require "util.http".urldecode;
local instant = module:require "greenroom_instant".format;
local signature = module:require "greenroom_signature";

local rooms = module:depends "greenroom_rooms";

local ARRAY = getmetatable(array());
local MAX_BODY = 16 * 1024;
local MAX_REASON = 500;
local secret = module:get_option_string("greenroom_secret", "");
assert(#secret >= 16, "greenroom_secret has at least 16 signs");

local function answer(status, body)
	local is_json = type(body) == "table";
	return {
		status_code = status;
		headers = { content_type = is_json and "application/json" or "text/plain" };
		body = is_json and json.encode(body) or body or "";
	};
end

-- The command as a table; nil when it is none.
local function parse(body)
	if body:find("^%s*$") then return {}; end
	local command = json.decode(body);
	return type(command) == "table" and getmetatable(command) ~= ARRAY and command or nil;
end

local commands = {};

commands["end"] = function (room, command)
	local reason = command.reason or "The interview was ended";
	if type(reason) ~= "string" or #reason > MAX_REASON then return answer(400, "not understood"); end
	return answer(rooms.end_room(room, reason) and 204 or 404);
end;

commands.occupants = function (room, command)
	if next(command) ~= nil then return answer(400, "not understood"); end
	local present = rooms.occupants_of(room);
	if not present then return answer(404); end
	local occupants = array();
	for _, occupant in ipairs(present) do
		occupants:push({
			id = occupant.id;
			userId = occupant.userId;
			name = occupant.name;
			role = occupant.role;
			joinedAt = instant(occupant.joined_at);
		});
	end
	return answer(200, { occupants = occupants });
end;

commands["stop-recording"] = function (room, command)
	if next(command) ~= nil then return answer(400, "not understood"); end
	-- Heard by mod_greenroom_recording, where recording is switched on.
	local has_stopped = module:fire_event("greenroom-stop-recording", { room = room });
	return has_stopped and answer(200, {}) or answer(404);
end;

local function handle(event, path)
	local request = event.request;
	local room, name = path:match("^([^/]+)/([%w-]+)$");
	local command = commands[name];
	if not command then return answer(404, "not found"); end
	local body = request.body or "";
	if #body > MAX_BODY then return answer(413, "too large"); end
	if not signature.is_valid(request.headers.x_greenroom_signature, body, secret, now()) then
		return answer(401, "signature required");
	end
	local content = parse(body);
	if not content then return answer(400, "not understood"); end
	return command(urldecode(room), content);
end

module:depends "http";
module:provides("http", {
	default_path = "/greenroom";
	route = { ["POST /rooms/*"] = handle };
});
