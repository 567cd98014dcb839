-- What this server tells the API over HTTP: signed, and repeated until taken where it must not be lost.

local http = require "net.http";
local json = require "util.json";
local now = require "util.time".now;
local timer = require "util.timer";
local sign = module:require "greenroom_signature".sign;

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
assert(api_url:find("^https?://"), "greenroom_api_url is not set");
assert(#secret >= 16, "greenroom_secret has at least 16 signs");

-- Calls `done` once with the status and the text of the answer; with 0 when there was none in time.
local function ask(path, report, done)
	local body = json.encode(report);
	local is_over = false;
	local function finish(code, text)
		if is_over then return; end
		is_over = true;
		done(code, text);
	end
	timer.add_task(TIMEOUT, function () finish(0); end);
	http.request(api_url .. path, {
		method = "POST";
		headers = {
			["Content-Type"] = "application/json";
			["X-Greenroom-Signature"] = sign(body, secret, now());
		};
		body = body;
	}, function (text, code) finish(code, text); end);
end

-- Calls `done` with "taken", "refused" (it will never be taken, however often it is sent) or "failed".
local function post(path, report, done)
	ask(path, report, function (code)
		if code >= 200 and code < 300 then return done("taken"); end
		done(REFUSALS[code] and "refused" or "failed");
	end);
end

local function pause_after(failures)
	return math.min(FIRST_PAUSE * 2 ^ failures, LONGEST_PAUSE);
end

-- Tells something until it is taken; `what` names it in the log.
local function insist(path, report, what, failures)
	failures = failures or 0;
	post(path, report, function (outcome)
		if outcome == "taken" then return; end
		if failures == 0 then module:log("warn", "%s was not taken, repeating", what); end
		timer.add_task(pause_after(failures), function () insist(path, report, what, failures + 1); end);
	end);
end

-- Queues of events, one for each room. Events of a room arrive in order, one request at a time, and are repeated until
-- taken; rooms do not wait for each other. An event that the API never takes is given up, so that those behind it arrive;
-- beyond `capacity` the oldest of the fullest room is. `kind` names an event in the log.
local function queues_to(path, capacity, kind)
	-- Room by name: { waiting, sending, failures, suspects }.
	local queues = {};
	local size = 0;
	local has_dropped = false;
	local drain;

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

	local function settled(room, queue, batch, outcome)
		if outcome == "failed" then
			if queue.failures == 0 then module:log("warn", "events of room %s were not taken, repeating", room); end
			queue.failures = queue.failures + 1;
			timer.add_task(pause_after(queue.failures - 1), function () drain(room, queue); end);
			return;
		end
		queue.failures = 0;
		if outcome == "refused" and #batch > 1 then
			-- Sent one by one, to find out which it is.
			for _, event in ipairs(batch) do queue.suspects[event] = true; end
		else
			if outcome == "refused" then
				module:log("error", "an event of room %s (%s) is refused for good and dropped", room, kind(batch[1]));
			end
			remove(queue, batch);
		end
		drain(room, queue);
	end

	function drain(room, queue)
		if #queue.waiting == 0 then
			queues[room] = nil;
			return;
		end
		local last = queue.suspects[queue.waiting[1]] and 1 or math.min(BATCH, #queue.waiting);
		local batch = table.move(queue.waiting, 1, last, 1, {});
		post(path, { events = batch }, function (outcome) settled(room, queue, batch, outcome); end);
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

	return {
		add = function (room, event)
			local queue = queues[room];
			local is_idle = not queue;
			if is_idle then
				queue = { waiting = {}, failures = 0, suspects = setmetatable({}, { __mode = "k" }) };
				queues[room] = queue;
			end
			table.insert(queue.waiting, event);
			size = size + 1;
			keep_within_capacity();
			if is_idle then drain(room, queue); end
		end;
	};
end

return { ask = ask, insist = insist, queues_to = queues_to };
