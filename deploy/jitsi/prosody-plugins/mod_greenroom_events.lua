-- Tells the API who is in which room. Events of a room arrive in order, one request at a time, and are repeated until
-- taken; rooms do not wait for each other. Event ids make repeating harmless. An event that the API never takes is
-- given up, so that those behind it arrive; beyond `greenroom_capacity` the oldest of the fullest room is.
-- Options: greenroom_api_url, greenroom_secret, greenroom_shard.

local http = require "net.http";
local json = require "util.json";
local new_uuid = require "util.uuid".generate;
local now = require "util.time".now;
local timer = require "util.timer";
local instant = module:require "greenroom_instant".format;
local sign = module:require "greenroom_signature".sign;

module:depends "greenroom_rooms";

-- Seconds.
local TIMEOUT = 5;
local FIRST_PAUSE = 0.25;
local LONGEST_PAUSE = 15;
-- Events in one request.
local BATCH = 50;
-- Statuses that speak of the report itself rather than of the moment.
local REFUSALS = { [400] = true, [413] = true, [422] = true };

local api_url = module:get_option_string("greenroom_api_url", ""):gsub("/$", "");
local secret = module:get_option_string("greenroom_secret", "");
local capacity = module:get_option_number("greenroom_capacity", 10000);
assert(api_url:find("^https?://"), "greenroom_api_url is not set");
assert(#secret >= 16, "greenroom_secret has at least 16 signs");

-- Room by name: { sequence, waiting, sending, failures }.
local queues = {};
local size = 0;
local has_dropped = false;

-- Calls `done` with "taken", "refused" (it will never be taken, however often it is sent) or "failed".
local function post(path, report, done)
	local body = json.encode(report);
	local is_over = false;
	local function finish(outcome)
		if is_over then return; end
		is_over = true;
		done(outcome);
	end
	timer.add_task(TIMEOUT, function () finish("failed"); end);
	http.request(api_url .. path, {
		method = "POST";
		headers = {
			["Content-Type"] = "application/json";
			["X-Greenroom-Signature"] = sign(body, secret, now());
		};
		body = body;
	}, function (_, code)
		if code >= 200 and code < 300 then return finish("taken"); end
		finish(REFUSALS[code] and "refused" or "failed");
	end);
end

local function pause_after(failures)
	return math.min(FIRST_PAUSE * 2 ^ failures, LONGEST_PAUSE);
end

-- By identity: the head may have been dropped for capacity meanwhile.
local function remove(queue, batch)
	local done = {};
	for _, event in ipairs(batch) do done[event] = true; end
	local left = {};
	for _, event in ipairs(queue.waiting) do
		if not done[event] then table.insert(left, event); end
	end
	size = size - (#queue.waiting - #left);
	queue.waiting = left;
end

local drain;

local function settled(room, queue, batch, outcome)
	if outcome == "failed" then
		if queue.failures == 0 then module:log("warn", "events of room %s were not taken, repeating", room); end
		local pause = pause_after(queue.failures);
		queue.failures = queue.failures + 1;
		timer.add_task(pause, function () drain(room, queue); end);
		return;
	end
	queue.failures = 0;
	if outcome == "refused" and #batch > 1 then
		-- Sent one by one, to find out which it is.
		for _, event in ipairs(batch) do queue.suspects[event] = true; end
	else
		if outcome == "refused" then
			module:log("error", "an event of room %s (%s) is refused for good and dropped", room, batch[1].type);
		end
		remove(queue, batch);
		-- The counter of a room is kept only while the room lives.
		if #queue.waiting == 0 and batch[#batch].type == "room-destroyed" then queues[room] = nil; end
	end
	drain(room, queue);
end

function drain(room, queue)
	queue.sending = #queue.waiting > 0;
	if not queue.sending then return; end
	local last = queue.suspects[queue.waiting[1]] and 1 or math.min(BATCH, #queue.waiting);
	local batch = table.move(queue.waiting, 1, last, 1, {});
	post("/api/conference/events", { events = batch }, function (outcome)
		settled(room, queue, batch, outcome);
	end);
end

local function keep_within_capacity()
	if size <= capacity then return; end
	local fullest;
	for _, queue in pairs(queues) do
		if not fullest or #queue.waiting > #fullest.waiting then fullest = queue; end
	end
	table.remove(fullest.waiting, 1);
	size = size - 1;
	if not has_dropped then module:log("error", "the API has been away for too long, events are dropped"); end
	has_dropped = true;
end

module:hook("greenroom-fact", function (fact)
	local queue = queues[fact.room];
	if not queue then
		queue = { sequence = 0, waiting = {}, sending = false, failures = 0, suspects = setmetatable({}, { __mode = "k" }) };
		queues[fact.room] = queue;
	end
	-- A room that comes back under its name starts to count anew.
	queue.sequence = fact.type == "room-created" and 1 or queue.sequence + 1;
	local occupant = fact.occupant;
	table.insert(queue.waiting, {
		id = new_uuid();
		sequence = queue.sequence;
		type = fact.type;
		room = fact.room;
		occurredAt = instant(fact.at);
		occupant = occupant and {
			id = occupant.id, userId = occupant.userId, name = occupant.name, role = occupant.role;
		};
	});
	size = size + 1;
	keep_within_capacity();
	if not queue.sending then drain(fact.room, queue); end
end);

-- Whoever a server before this one had in its rooms is gone, and it may not have been able to say so.
-- Where there are several servers, only the rooms of this one are meant.
local started_at = instant(now());
local shard = module:get_option_string("greenroom_shard", "");
local function report_start(failures)
	post("/api/conference/starts", { startedAt = started_at, shard = shard ~= "" and shard or nil }, function (outcome)
		if outcome == "taken" then return; end
		if failures == 0 then module:log("warn", "the start of the server was not taken, repeating"); end
		timer.add_task(pause_after(failures), function () report_start(failures + 1); end);
	end);
end
module:add_timer(0, function () report_start(0); end);
