-- Plays the focus for tests: says that the conference is ready, and has a room of its own, as Jicofo does to see whether
-- Prosody is well. In rooms called "granting" it makes whoever asks an owner and a moderator, as a Jicofo does that knows
-- who has logged in. The real module takes stanzas to Jicofo and back.

local jid = require "util.jid";
local st = require "util.stanza";

local FOCUS = "http://jitsi.org/protocol/focus";
local MUC = "http://jabber.org/protocol/muc";

local focus = module:get_option_string("target_address");

local function grant(room, asker)
	module:send(st.presence({ from = focus .. "/focus", to = room .. "/focus" }):tag("x", { xmlns = MUC }));
	for what, attributes in pairs {
		affiliation = { jid = jid.bare(asker), affiliation = "owner" };
		role = { nick = "b", role = "moderator" };
	} do
		module:send(st.iq({ type = "set", id = what, from = focus .. "/focus", to = room })
			:tag("query", { xmlns = MUC .. "#admin" }):tag("item", attributes));
	end
end

module:hook("iq-set/host/" .. FOCUS .. ":conference", function (event)
	local room = event.stanza.tags[1].attr.room;
	if room:find("^granting@") then grant(room, event.stanza.attr.from); end
	event.origin.send(st.reply(event.stanza)
		:tag("conference", { xmlns = FOCUS, ready = "true", focusjid = focus, room = room })
		:tag("property", { name = "authentication", value = "false" }));
	return true;
end);

module:add_timer(0, function ()
	local room = "health-check@" .. module.host:gsub("^focus", "muc") .. "/focus";
	module:send(st.presence({ from = focus .. "/focus", to = room }):tag("x", { xmlns = MUC }));
end);
