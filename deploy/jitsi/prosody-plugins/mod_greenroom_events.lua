-- Tells the API who is in which room: what happened, in order per room, repeated until taken (greenroom_reports). Event
-- ids make repeating harmless.
-- Options: greenroom_api_url, greenroom_secret, greenroom_capacity, greenroom_shard.

local new_uuid = require "util.uuid".generate;
local now = require "util.time".now;
local instant = module:require "greenroom_instant".format;
local reports = module:require "greenroom_reports";

module:depends "greenroom_rooms";

local events = reports.queues_to(
	"/api/conference/events",
	module:get_option_number("greenroom_capacity", 10000),
	function (event) return event.type; end
);

-- Room by name: the number of its last event, while it lives.
local sequences = {};

module:hook("greenroom-fact", function (fact)
	-- A room that comes back under its name starts to count anew.
	local sequence = fact.type == "room-created" and 1 or (sequences[fact.room] or 0) + 1;
	sequences[fact.room] = fact.type ~= "room-destroyed" and sequence or nil;
	local occupant = fact.occupant;
	events.add(fact.room, {
		id = new_uuid();
		sequence = sequence;
		type = fact.type;
		room = fact.room;
		occurredAt = instant(fact.at);
		occupant = occupant and {
			id = occupant.id, userId = occupant.userId, name = occupant.name, role = occupant.role;
		};
	});
end);

-- Whoever a server before this one had in its rooms is gone, and it may not have been able to say so.
-- Where there are several servers, only the rooms of this one are meant.
local started_at = instant(now());
local shard = module:get_option_string("greenroom_shard", "");
module:add_timer(0, function ()
	local report = { startedAt = started_at, shard = shard ~= "" and shard or nil };
	reports.insist("/api/conference/starts", report, "the start of the server");
end);
