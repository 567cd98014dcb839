-- Where a recorder may send anything: to this server, to the focus about a room that it may record, and into that room,
-- without saying anything there. Its password opens nothing else. Stands on the hidden domain, whose accounts are recorders.
-- Options: main_muc, greenroom_domain, greenroom_focus.

local jid = require "util.jid";
local st = require "util.stanza";

local FOCUS = "http://jitsi.org/protocol/focus";

local muc_host = module:get_option_string("main_muc");
local domain = module:get_option_string("greenroom_domain");
assert(muc_host, "main_muc is not set");
assert(domain, "greenroom_domain is not set");
local focus_host = module:get_option_string("greenroom_focus", "focus." .. domain);

-- Room by name, as mod_greenroom_recording has them.
local permits = module:shared("/*/greenroom/permits");

local function is_allowed(stanza)
	local to = stanza.attr.to;
	if not to or to == module.host then return true; end
	if stanza.name == "message" then return false; end
	if to == domain then return stanza.name == "iq"; end
	local name, host = jid.split(to);
	if host == focus_host then
		local request = stanza.name == "iq" and stanza:get_child("conference", FOCUS);
		name, host = jid.split(request and request.attr.room);
	end
	return host == muc_host and permits[name] ~= nil;
end

module:hook("pre-stanza", function (event)
	local stanza = event.stanza;
	if is_allowed(stanza) then return nil; end
	if stanza.attr.type ~= "error" and stanza.attr.type ~= "result" and stanza.attr.type ~= "unavailable" then
		event.origin.send(st.error_reply(stanza, "auth", "forbidden", "No recorder was asked for here"));
	end
	return true;
end, 100);
