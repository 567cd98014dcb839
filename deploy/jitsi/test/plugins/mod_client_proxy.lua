-- Plays the focus for tests: says that the conference is ready. The real one takes Jicofo's answer.

local st = require "util.stanza";

local FOCUS = "http://jitsi.org/protocol/focus";

module:hook("iq-set/host/" .. FOCUS .. ":conference", function (event)
	local room = event.stanza.tags[1].attr.room;
	event.origin.send(st.reply(event.stanza)
		:tag("conference", { xmlns = FOCUS, ready = "true", focusjid = module:get_option_string("target_address"), room = room })
		:tag("property", { name = "authentication", value = "false" }));
	return true;
end);
