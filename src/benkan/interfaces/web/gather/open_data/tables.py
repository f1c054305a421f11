"""All files of open data, in the order in which the page lists them."""

from benkan.interfaces.web.gather.open_data.assessments import ASSESSMENTS
from benkan.interfaces.web.gather.open_data.commitments import COMMITMENTS
from benkan.interfaces.web.gather.open_data.communes import COMMUNES
from benkan.interfaces.web.gather.open_data.figures import FIGURES
from benkan.interfaces.web.gather.open_data.meetings import MEETINGS
from benkan.interfaces.web.gather.open_data.policies import POLICIES
from benkan.interfaces.web.gather.open_data.table import (
    LICENCE as LICENCE,
)
from benkan.interfaces.web.gather.open_data.table import (
    LICENCE_ADDRESS as LICENCE_ADDRESS,
)
from benkan.interfaces.web.gather.open_data.table import (
    Asked as Asked,
)
from benkan.interfaces.web.gather.open_data.table import (
    Table as Table,
)

TABLES: dict[str, Table] = {
    table.name: table for table in (COMMITMENTS, ASSESSMENTS, POLICIES, MEETINGS, FIGURES, COMMUNES)
}
