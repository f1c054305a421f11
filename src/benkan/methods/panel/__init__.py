"""A citizens' panel by lot: every quota kept, every chance as equal as the quotas allow."""

from benkan.methods.panel.draw import read_seed as read_seed
from benkan.methods.panel.drawing import VERSION as VERSION
from benkan.methods.panel.drawing import PanelDraw as PanelDraw
from benkan.methods.panel.drawing import draw_panel as draw_panel
from benkan.methods.panel.pool import Person as Person
from benkan.methods.panel.pool import Pool as Pool
from benkan.methods.panel.pool import read_pool as read_pool
from benkan.methods.panel.quotas import Quota as Quota
from benkan.methods.panel.quotas import read_quotas as read_quotas
